/** The dialog that is open, if any. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { moment, problem, reason, t } from '../i18n.js';
import { channelOf, displayName } from '../names.js';
import { download, pictureOf } from '../files.js';
import { call, path } from '../session.js';
import { changed, notify, opened, state } from '../store.js';
import { groupDialog } from './group-dialog.js';
import { newDialog } from './new-dialog.js';
import { avatar, dialog, iconButton, ticks } from './parts.js';

export function closeDialog() {
  if (state.dialog) {
    // Closing it, not only taking it away, gives the focus back to where it was.
    document.querySelector('dialog.dialog')?.close();
    state.dialog = null;
    changed();
  }
}

export function dialogs() {
  switch (state.dialog?.name) {
    case 'new':
      return newDialog(closeDialog);
    case 'group':
      return opened() ? groupDialog(opened(), closeDialog) : nothing;
    case 'info':
      return info(state.dialog);
    case 'confirm':
      return confirm(state.dialog);
    case 'image':
      return image(state.dialog);
    default:
      return nothing;
  }
}

/** `showModal` keeps the focus inside and the rest of the page out of reach. */
export function showOpenDialog() {
  const element = document.querySelector('dialog.dialog');
  if (element && !element.open) {
    element.showModal();
  }
}

function confirm({ text, action, act }) {
  return dialog(action, closeDialog, html`<p>${text}</p>
    <div class="buttons">
      <button type="button" class="button quiet" @click=${closeDialog}>${t('action.cancel')}</button>
      <button type="button" class="button danger" @click=${() => {
        closeDialog();
        act();
      }}>${action}</button>
    </div>`);
}

function image({ picture, file }) {
  return dialog(file.filename, closeDialog, html`<img class="full" src=${pictureOf(file) ?? picture} alt=${file.filename}>
    <div class="buttons">${iconButton('download', t('file.download', { name: file.filename }), () =>
      download(file).catch((error) => notify(problem(error))))}</div>`);
}

function info(shown) {
  if (!shown.asked) {
    shown.asked = true;
    call('GET', path('messages', shown.entry.message_id, 'status'))
      .then((status) => {
        shown.recipients = status.recipients;
        changed();
      })
      .catch((error) => {
        if (state.dialog === shown && !shown.recipients) {
          notify(problem(error));
          closeDialog();
        }
      });
  }
  const { recipients } = shown;
  return dialog(t('info.title'), closeDialog, recipients?.length
    ? html`<ul class="people">${recipients.map(person)}</ul>`
    : html`<p class="nothing">${t(recipients ? 'info.none' : 'info.loading')}</p>`);
}

function person(recipient) {
  const name = displayName(recipient.recipient_id);
  const when = recipient.read_at
    ? t('info.read', { time: moment(recipient.read_at) })
    : recipient.delivered_at
      ? t('info.delivered', { time: moment(recipient.delivered_at) })
      : recipient.sent_at ? t('info.sent', { time: moment(recipient.sent_at) }) : '';
  return html`<li>${avatar(name, { seed: recipient.recipient_id, channel: channelOf(recipient.recipient_id) })}
    <span class="person"><strong>${name}</strong><small>${recipient.error
      ? reason(recipient.error.code, recipient.error.detail ?? recipient.error.title)
      : when}</small></span>
    ${ticks(recipient.status)}</li>`;
}
