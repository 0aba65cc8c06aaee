/** Signing in and creating an account. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { follow } from '../actions.js';
import { LANGUAGES, chooseLanguage, currentLanguage, problem, t } from '../i18n.js';
import { chat, signIn } from '../session.js';
import { changed, state } from '../store.js';
import { begin } from '../sync.js';
import { avatar, ticks } from './parts.js';

let registering = false;
let busy = false;
let error = null;

async function enter(username, password, isNew) {
  busy = true;
  error = null;
  changed();
  try {
    if (isNew) {
      await chat.register(username, password);
    }
    await signIn(username, password);
    registering = false;
    state.sessionExpired = false;
    begin();
    follow();
  } catch (refusal) {
    error = problem(refusal);
  }
  busy = false;
  changed();
}

function submit(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  enter(form.get('username').trim(), form.get('password'), registering);
}

function toggle() {
  registering = !registering;
  error = null;
  changed();
}

export function signInView() {
  const mode = registering ? 'register' : 'signIn';
  return html`<main class="welcome">
    ${hero()}
    <section class="entrance">
      <div class="entrance-inner">
        <p class="brand"><img src=${new URL('../../icon.svg', import.meta.url)} alt="" width="36" height="36"> Chat4All</p>
        <h1>${t(`${mode}.title`)}</h1>
        <p class="lead">${state.sessionExpired && !registering ? t('signIn.expired') : t(`${mode}.lead`)}</p>
        <form @submit=${submit} aria-busy=${busy}>
          <label class="field"><span>${t('signIn.username')}</span>
            <input name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required
              minlength=${registering ? 3 : nothing} maxlength="50"
              pattern=${registering ? '[A-Za-z0-9_]{3,50}' : nothing}
              aria-describedby=${registering ? 'username-hint' : nothing}>
            ${registering ? html`<small id="username-hint">${t('register.usernameHint')}</small>` : nothing}
          </label>
          <label class="field"><span>${t('signIn.password')}</span>
            <input name="password" type="password" required maxlength="128" minlength=${registering ? 6 : nothing}
              autocomplete=${registering ? 'new-password' : 'current-password'}
              aria-describedby=${registering ? 'password-hint' : nothing}>
            ${registering ? html`<small id="password-hint">${t('register.passwordHint')}</small>` : nothing}
          </label>
          <p class="form-error" role="alert">${error ?? ''}</p>
          <button class="button primary" ?disabled=${busy}>
            ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${t(`${mode}.submit`)}
          </button>
        </form>
        <button type="button" class="link" @click=${toggle}>
          ${t(registering ? 'register.toSignIn' : 'signIn.toRegister')}
        </button>
        ${registering ? nothing : demoUsers()}
        ${languages()}
      </div>
    </section>
  </main>`;
}

function demoUsers() {
  const users = state.config.demo_users ?? [];
  if (users.length === 0) {
    return nothing;
  }
  return html`<div class="demo">
    <p><span>${t('signIn.demo')}</span></p>
    <ul>${users.map(
      ({ username, password }) => html`<li>
        <button type="button" ?disabled=${busy} @click=${() => enter(username, password, false)}>
          ${avatar(username)} ${username}
        </button>
      </li>`,
    )}</ul>
  </div>`;
}

function languages() {
  return html`<p class="languages">${Object.entries(LANGUAGES).map(
    ([tag, name]) => html`<button type="button" class="link" lang=${tag} aria-pressed=${tag === currentLanguage()}
      @click=${() => {
        chooseLanguage(tag);
        changed();
      }}>${name}</button>`,
  )}</p>`;
}

function hero() {
  return html`<section class="hero">
    <div class="hero-inner">
      <div class="sample" aria-hidden="true">
        <p class="in">${t('sample.1')}</p>
        <p class="out">${t('sample.2')} ${ticks('READ')}</p>
        <p class="in">${t('sample.3')}</p>
      </div>
      <h2>${t('app.tagline')}</h2>
      <p>${t('app.pitch')}</p>
    </div>
  </section>`;
}
