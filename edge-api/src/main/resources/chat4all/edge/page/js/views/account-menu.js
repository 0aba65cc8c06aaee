/** Appearance, language, the simulated phones and signing out. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { LANGUAGES, chooseLanguage, currentLanguage, t } from '../i18n.js';
import { icon } from '../icons.js';
import { displayName } from '../names.js';
import { changed, state } from '../store.js';
import { end } from '../sync.js';
import { chooseTheme, currentTheme } from '../theme.js';
import { avatar, iconButton } from './parts.js';

export function accountMenu() {
  return html`<div class="menu-anchor" @keydown=${escape} @focusout=${left}>
    ${iconButton('settings', t('nav.menu'), () => {
      state.menuOpen = !state.menuOpen;
      changed();
    }, { className: 'menu-button', expanded: state.menuOpen, controls: 'account-menu' })}
    ${state.menuOpen ? menu() : nothing}
  </div>`;
}

function close() {
  state.menuOpen = false;
  changed();
}

function escape(event) {
  if (event.key === 'Escape' && state.menuOpen) {
    event.stopPropagation();
    close();
    event.currentTarget.querySelector('.menu-button').focus();
  }
}

function left(event) {
  if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
    close();
  }
}

function menu() {
  return html`<div class="menu account" id="account-menu" role="group" aria-label=${t('nav.menu')} tabindex="-1">
    <p class="who">${avatar(displayName(state.me), { seed: state.me })}<strong>${displayName(state.me)}</strong></p>
    ${choice(t('menu.theme'), ['system', 'light', 'dark'].map((theme) => [theme, t(`theme.${theme}`)]), currentTheme(), chooseTheme)}
    ${choice(t('menu.language'), Object.entries(LANGUAGES), currentLanguage(), chooseLanguage)}
    ${state.config.simulator_url
      ? html`<a class="item" href=${phones(state.config.simulator_url)} target="_blank" rel="noopener" @click=${close}>${icon('phone')}
          <span>${t('menu.phones')}<small>${t('menu.phonesHint')}</small></span></a>`
      : nothing}
    <button type="button" class="item" @click=${() => end()}>${icon('exit')} ${t('menu.signOut')}</button>
  </div>`;
}

/** The page of the simulated phones, in the language that is spoken here. */
function phones(address) {
  const url = new URL(address);
  url.searchParams.set('lang', currentLanguage());
  return url.href;
}

function choice(label, options, current, choose) {
  return html`<fieldset class="segments">
    <legend>${label}</legend>
    ${options.map(
      ([value, name]) => html`<button type="button" aria-pressed=${value === current}
        @click=${() => {
          choose(value);
          changed();
        }}>${name}</button>`,
    )}
  </fieldset>`;
}
