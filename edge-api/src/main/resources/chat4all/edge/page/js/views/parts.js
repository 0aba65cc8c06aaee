/** Small parts that several views show. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { hue, initials } from '../names.js';

const TICKS = { WAITING: 'waiting', SENT: 'tick', DELIVERED: 'ticks', READ: 'ticks', FAILED: 'failed' };

/** A round picture made of initials, with the channel's mark for people outside. */
export function avatar(name, { seed = name, channel = 'user', group = false, online = false, large = false } = {}) {
  return html`<span class="avatar hue-${hue(seed)} ${large ? 'large' : ''}" aria-hidden="true">
    ${group ? icon('group') : channel === 'user' ? initials(name) : icon('phone')}
    ${channel === 'user' ? nothing : html`<span class="badge ${channel}">${icon(channel)}</span>`}
    ${online ? html`<span class="presence"></span>` : nothing}
  </span>`;
}

/** What a platform is still busy with counts as sent. */
export function ticks(status) {
  const shown = status in TICKS ? status : 'SENT';
  return html`<span class="ticks ${shown.toLowerCase()}" role="img" aria-label=${t(`status.${shown}`)}
    title=${t(`status.${shown}`)}>${icon(TICKS[shown])}</span>`;
}

export function iconButton(name, label, onClick, { className = '', expanded, controls } = {}) {
  return html`<button type="button" class="icon-button ${className}" aria-label=${label} title=${label}
    aria-expanded=${expanded ?? nothing} aria-haspopup=${expanded === undefined ? nothing : 'menu'}
    aria-controls=${controls ?? nothing} @click=${onClick}>${icon(name)}</button>`;
}

export function failure(text, onRetry) {
  return html`<div class="failure" role="alert">
    <p>${text}</p>
    <button type="button" class="button quiet" @click=${onRetry}>${t('action.retry')}</button>
  </div>`;
}

/** Rows of grey where something will be. */
export function skeleton(label, rows) {
  return html`<div class="skeleton" role="status" aria-label=${label}>
    ${Array.from({ length: rows }, () => html`<span class="bone"><i></i><b></b><b></b></span>`)}
  </div>`;
}

/** A dialog that is open as long as it is drawn; Escape and a click beside it close it. */
export function dialog(label, onClose, content) {
  return html`<dialog class="dialog" aria-label=${label} @close=${onClose} @click=${(event) => {
    if (event.target === event.currentTarget) {
      onClose();
    }
  }}>
    <div class="sheet">
      <header><h2>${label}</h2>${iconButton('close', t('action.close'), onClose)}</header>
      ${content}
    </div>
  </dialog>`;
}
