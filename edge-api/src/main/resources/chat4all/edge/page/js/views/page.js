/** The page as a whole. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { opened, state } from '../store.js';
import { chatView } from './chat.js';
import { conversationList } from './conversation-list.js';
import { dialogs } from './dialogs.js';
import { signInView } from './sign-in.js';

export function page() {
  if (!state.me) {
    return html`${signInView()}${notice()}`;
  }
  const found = opened();
  return html`<a class="skip" href="#chat" @click=${(event) => {
      event.preventDefault();
      document.querySelector('.log')?.focus();
    }}>${t('nav.skip')}</a>
    <main class="shell ${found ? 'reading' : ''}">
      ${conversationList()}
      <div class="pane">${connectionBanner()}${found ? chatView(found) : nobody()}</div>
    </main>
    ${dialogs()}${notice()}`;
}

function connectionBanner() {
  return html`<div class="banner-place" role="status">${state.lost
    ? html`<p class="banner">${icon('offline')} ${t('state.offline')}</p>`
    : nothing}</div>`;
}

function notice() {
  return html`<div class="notice-place" role="status">${state.notice ? html`<p class="notice">${state.notice}</p>` : nothing}</div>`;
}

function nobody() {
  return html`<section class="nobody" id="chat">
    <svg class="drawing" viewBox="0 0 220 150" aria-hidden="true">
      <path class="soft" d="M18 44a26 26 0 0 1 26-26h64a26 26 0 0 1 26 26v10a26 26 0 0 1-26 26H62L36 98V79A26 26 0 0 1 18 54z"/>
      <path class="strong" d="M202 82a26 26 0 0 0-26-26h-38a26 26 0 0 0-26 26v8a26 26 0 0 0 26 26h30l24 17v-19a26 26 0 0 0 10-20z"/>
      <path class="tick-line" d="M140 87l9 9 18-19M156 94l2 2 18-19"/>
    </svg>
    <h2>${t('empty.title')}</h2>
    <p>${t('empty.lead')}</p>
    <ul class="keys">
      <li><kbd>/</kbd> ${t('empty.search')}</li>
      <li><kbd>N</kbd> ${t('empty.new')}</li>
      <li><kbd>Alt ↑↓</kbd> ${t('empty.move')}</li>
    </ul>
  </section>`;
}
