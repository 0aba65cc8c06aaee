/** The list of conversations with search, unread counts and the last message of each. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { ago, t } from '../i18n.js';
import { icon } from '../icons.js';
import { channelOf, displayName, titleOf } from '../names.js';
import { loadList } from '../conversations.js';
import { changed, sorted, state } from '../store.js';
import { open } from '../actions.js';
import { accountMenu } from './account-menu.js';
import { avatar, failure, iconButton, skeleton, ticks } from './parts.js';

export function conversationList() {
  return html`<nav class="sidebar" aria-label=${t('nav.conversations')}>
    <header class="sidebar-head">
      <h1>${t('nav.conversations')}</h1>
      ${iconButton('compose', t('nav.new'), startNew)}
      ${accountMenu()}
    </header>
    <div class="search">
      ${icon('search')}
      <input type="search" id="search" aria-label=${t('nav.search')} placeholder=${t('nav.search')} .value=${state.query}
        @input=${(event) => {
          state.query = event.target.value;
          changed();
        }}>
    </div>
    <div class="rows">${rows()}</div>
  </nav>`;
}

export function visible() {
  const wanted = state.query.trim().toLocaleLowerCase();
  return sorted().filter(
    (found) => found.activeAt > 0 && (!wanted || titleOf(found, state.me).toLocaleLowerCase().includes(wanted)),
  );
}

function rows() {
  const shown = visible();
  const { list } = state;
  if (shown.length === 0) {
    if (list.loading) {
      return skeleton(t('list.loading'), 6);
    }
    if (list.failed) {
      return failure(t('list.failed'), () => loadList());
    }
    return state.query
      ? html`<p class="nothing" role="status">${t('list.noMatch', { query: state.query })}</p>${more(list)}`
      : html`<div class="nothing"><p><strong>${t('list.empty')}</strong></p><p>${t('list.emptyHint')}</p>
          <button type="button" class="button primary" @click=${startNew}>${t('new.title')}</button></div>`;
  }
  return html`<ul>${repeat(shown, (found) => found.conversation_id, row)}</ul>${more(list)}`;
}

/** Also under a search without a match: what is looked for may be further down the list. */
function more(list) {
  return list.cursor
    ? html`<button type="button" class="button quiet wide" ?disabled=${list.loading}
        @click=${() => loadList({ more: true })}>${t('list.more')}</button>`
    : nothing;
}

function startNew() {
  state.dialog = { name: 'new' };
  changed();
}

function row(found) {
  const title = titleOf(found, state.me);
  const group = found.type === 'group';
  return html`<li>
    <button type="button" class="row ${found.unread ? 'unread' : ''}"
      aria-current=${found.conversation_id === state.openId ? 'true' : nothing} @click=${() => open(found)}>
      ${avatar(title, { seed: found.conversation_id, channel: channelOf(found.contact), group })}
      <span class="row-text">
        <span class="row-top"><span class="name">${title}</span>
          ${found.last ? html`<time>${ago(found.last.timestamp)}</time>` : nothing}</span>
        <span class="row-bottom"><span class="preview">${preview(found, group)}</span>
          ${found.unread
            ? html`<span class="count" role="img" aria-label=${t('list.unread', { n: found.unread })}>${found.unread > 99 ? '99+' : found.unread}</span>`
            : nothing}</span>
      </span>
    </button>
  </li>`;
}

function preview(found, group) {
  if (found.typing.size > 0) {
    return html`<em class="live">${t('list.typing')}</em>`;
  }
  const { last } = found;
  if (!last) {
    return nothing;
  }
  const text = last.deleted ? t('message.deleted') : last.content || last.file?.filename || t('list.file');
  if (last.sender_id === state.me) {
    return html`${ticks(last.status ?? 'SENT')} ${group ? t('list.you') : ''}${text}`;
  }
  return group ? `${displayName(last.sender_id)}: ${text}` : text;
}
