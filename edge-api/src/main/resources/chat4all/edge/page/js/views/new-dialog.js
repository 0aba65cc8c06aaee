/** A new conversation with one person, inside or on a channel, or a new group. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { focusComposer, open } from '../actions.js';
import { createGroup, direct } from '../conversations.js';
import { problem, t } from '../i18n.js';
import { icon } from '../icons.js';
import { CHANNELS, addressOf } from '../names.js';
import { changed, state } from '../store.js';
import { dialog } from './parts.js';

const form = { kind: 'person', channel: 'user', error: null, busy: false };

export function newDialog(close) {
  const leave = () => {
    form.error = null;
    close();
  };
  return dialog(t('new.title'), leave, html`
    <div class="segments" role="group" aria-label=${t('new.title')}>
      ${['person', 'group'].map((kind) => html`<button type="button" aria-pressed=${form.kind === kind} @click=${() => {
        Object.assign(form, { kind, error: null });
        changed();
      }}>${t(`new.${kind}`)}</button>`)}
    </div>
    ${form.kind === 'person' ? personForm(leave) : groupForm(leave)}`);
}

function personForm(close) {
  const { channel } = form;
  return html`<form @submit=${(event) => submit(event, close, startDirect)}>
    <fieldset class="channels">
      <legend>${t('new.channel')}</legend>
      ${CHANNELS.map((name) => html`<label class="channel ${name}">
        <input type="radio" name="channel" value=${name} .checked=${name === channel} @change=${() => {
          Object.assign(form, { channel: name, error: null });
          changed();
        }}>
        <span class="mark">${name === 'user' ? html`<i class="own"></i>` : icon(name)}</span>${t(`channel.${name}`)}
      </label>`)}
    </fieldset>
    <label class="field"><span>${t('new.to')}</span>
      <input name="to" required autofocus autocapitalize="none" autocomplete="off" spellcheck="false" maxlength="60"
        aria-describedby="to-hint" inputmode=${channel === 'whatsapp' ? 'tel' : 'text'}>
      <small id="to-hint">${t(`new.hint.${channel}`)}</small>
    </label>
    ${end(t('new.start'))}
  </form>`;
}

function groupForm(close) {
  return html`<form @submit=${(event) => submit(event, close, startGroup)}>
    <label class="field"><span>${t('new.groupName')}</span>
      <input name="name" required maxlength="100" autocomplete="off" autofocus></label>
    <label class="field"><span>${t('new.groupMembers')}</span>
      <input name="members" autocapitalize="none" autocomplete="off" spellcheck="false" aria-describedby="members-hint">
      <small id="members-hint">${t('new.groupHint')}</small></label>
    ${end(t('new.create'))}
  </form>`;
}

function end(action) {
  return html`<p class="form-error" role="alert">${form.error ?? ''}</p>
    <div class="buttons"><button class="button primary" ?disabled=${form.busy}>
      ${form.busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${action}</button></div>`;
}

class Invalid extends Error {}

async function submit(event, close, start) {
  event.preventDefault();
  const fields = new FormData(event.target);
  form.busy = true;
  form.error = null;
  changed();
  try {
    const found = await start(fields);
    close();
    open(found);
    setTimeout(focusComposer);
  } catch (error) {
    form.error = error instanceof Invalid ? error.message : problem(error);
  }
  form.busy = false;
  changed();
}

function startDirect(fields) {
  const address = addressOf(form.channel, fields.get('to'));
  if (!address) {
    throw new Invalid(t(`new.invalid.${form.channel}`));
  }
  if (address === state.me) {
    throw new Invalid(t('new.self'));
  }
  return direct(address);
}

function startGroup(fields) {
  const names = fields.get('members').split(/[,;\s]+/).filter(Boolean);
  const members = names.map((name) => addressOf('user', name));
  if (members.includes(null)) {
    throw new Invalid(t('new.invalid.user'));
  }
  return createGroup(fields.get('name').trim(), members);
}
