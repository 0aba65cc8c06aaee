/** A group's name and members; admins add, remove, promote and rename, everybody can leave. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { attempt, closeConversation } from '../actions.js';
import { loadDetails } from '../conversations.js';
import { t } from '../i18n.js';
import { addressOf, displayName, titleOf } from '../names.js';
import { call, path } from '../session.js';
import { changed, notify, state } from '../store.js';
import { avatar, dialog } from './parts.js';

export function groupDialog(found, close) {
  const admin = found.members.some((member) => member.user_id === state.me && member.role.toLowerCase() === 'admin');
  return dialog(titleOf(found, state.me), close, html`
    ${admin ? rename(found) : nothing}
    <ul class="people">${found.members.map((member) => person(found, member, admin))}</ul>
    ${admin ? adding(found) : nothing}
    <div class="buttons">
      <button type="button" class="button danger" @click=${() => askToLeave(found)}>${t('group.leave')}</button>
    </div>`);
}

async function change(found, method, body, ...parts) {
  const done = await attempt(() => call(method, path('groups', found.conversation_id, ...parts), body));
  await loadDetails(found);
  return done;
}

function rename(found) {
  return html`<form class="inline" @submit=${(event) => {
    event.preventDefault();
    change(found, 'PATCH', { name: new FormData(event.target).get('name').trim() });
  }}>
    <label class="field"><span>${t('group.rename')}</span>
      <input name="name" required maxlength="100" .value=${found.name ?? ''}></label>
    <button class="button quiet">${t('action.save')}</button>
  </form>`;
}

function person(found, { user_id: id, role }, admin) {
  const name = id === state.me ? t('message.you') : displayName(id);
  const isAdmin = role?.toLowerCase() === 'admin';
  return html`<li>${avatar(displayName(id), { seed: id, online: found.online.has(id) })}
    <span class="person"><strong>${name}</strong>${isAdmin ? html`<small>${t('group.admin')}</small>` : nothing}</span>
    ${admin && id !== state.me
      ? html`${isAdmin ? nothing : html`<button type="button" class="link"
            @click=${() => change(found, 'PUT', undefined, 'admins', id)}>${t('group.makeAdmin')}</button>`}
          <button type="button" class="link bad"
            @click=${() => askToRemove(found, id)}>${t('group.remove')}</button>`
      : nothing}
  </li>`;
}

function adding(found) {
  return html`<form class="inline" @submit=${async (event) => {
    event.preventDefault();
    const form = event.target;
    const id = addressOf('user', new FormData(form).get('user'));
    if (!id) {
      notify(t('new.invalid.user'));
    } else if (await change(found, 'POST', { user_id: id }, 'members')) {
      form.reset();
    }
  }}>
    <label class="field"><span>${t('group.add')}</span>
      <input name="user" required autocapitalize="none" autocomplete="off" spellcheck="false"></label>
    <button class="button quiet">${t('group.addButton')}</button>
  </form>`;
}

function askToLeave(found) {
  ask(t('group.leaveAsk', { name: titleOf(found, state.me) }), t('group.leave'), () => leave(found));
}

function askToRemove(found, id) {
  ask(t('group.removeAsk', { name: displayName(id) }), t('group.remove'), async () => {
    await change(found, 'DELETE', undefined, 'members', id);
    state.dialog = { name: 'group' };
    changed();
  });
}

function ask(text, action, act) {
  state.dialog = { name: 'confirm', text, action, act };
  changed();
}

async function leave(found) {
  if (await attempt(() => call('DELETE', path('groups', found.conversation_id, 'members', state.me)))) {
    state.conversations.delete(found.conversation_id);
    closeConversation();
  }
}
