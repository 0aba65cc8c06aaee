/** Where messages are written: grows with the text, sends with Enter, takes files, says what is replied to or edited. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { canChange, edit, sendFile, sendText, startEdit } from '../actions.js';
import { number, size, t } from '../i18n.js';
import { icon } from '../icons.js';
import { displayName } from '../names.js';
import { chat } from '../session.js';
import { changed, state } from '../store.js';
import { iconButton } from './parts.js';

const LONGEST_BYTES = 10_240;
const TYPING_EVERY_MS = 3_000;

const encoder = new TextEncoder();
let typedAt = 0;

export function composer(found, title) {
  const excess = encoder.encode(found.draft).length - LONGEST_BYTES;
  const ready = found.draft.trim() !== '' && excess <= 0;
  return html`<footer class="composer">
    ${found.upload ? progress(found) : nothing}
    ${context(found)}
    <form @submit=${(event) => {
      event.preventDefault();
      submit(found);
    }}>
      <input type="file" id="file" hidden @change=${(event) => picked(event, found)}>
      ${iconButton('attach', t('compose.attach'), () => document.querySelector('#file').click())}
      <div class="writing">
        <textarea id="compose" rows="1" dir="auto" aria-label=${t('compose.label', { name: title })}
          placeholder=${t('compose.placeholder')} enterkeyhint="send" .value=${live(found.draft)}
          @input=${(event) => typed(event, found)} @keydown=${(event) => key(event, found)}
          @paste=${(event) => pasted(event, found)}></textarea>
        ${excess > 0 ? html`<p class="form-error" role="alert">${t('compose.tooLong', { n: number(excess) })}</p>` : nothing}
      </div>
      <button type="submit" class="send" aria-label=${t('compose.send')} title=${t('compose.send')} ?disabled=${!ready}>
        ${icon(found.editing ? 'tick' : 'send')}
      </button>
    </form>
  </footer>`;
}

function submit(found) {
  const text = found.draft;
  if (text.trim() === '' || encoder.encode(text).length > LONGEST_BYTES) {
    return;
  }
  if (found.editing) {
    edit(found, found.editing, text);
  } else {
    sendText(found, text);
    // The message itself says that the typing is over.
    typedAt = 0;
  }
  changed();
  document.querySelector('.log')?.scrollTo({ top: 0 });
}

function typed(event, found) {
  found.draft = event.target.value;
  const now = Date.now();
  if (found.draft && !found.editing && now - typedAt > TYPING_EVERY_MS) {
    typedAt = now;
    chat.typing(found.conversation_id);
  }
  changed();
}

function key(event, found) {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit(found);
  } else if (event.key === 'Escape' && (found.editing || found.replyTo)) {
    event.stopPropagation();
    leave(found);
  } else if (event.key === 'ArrowUp' && found.draft === '') {
    const last = found.timeline.all.findLast(canChange);
    if (last) {
      event.preventDefault();
      startEdit(found, last);
    }
  }
}

function leave(found) {
  found.draft = found.editing ? '' : found.draft;
  Object.assign(found, { editing: null, replyTo: null });
  changed();
}

function context(found) {
  const entry = found.editing ?? found.replyTo;
  if (!entry) {
    return nothing;
  }
  const replying = entry.sender_id === state.me
    ? t('compose.replyingOwn')
    : t('compose.replying', { name: displayName(entry.sender_id) });
  return html`<div class="context">
    ${icon(found.editing ? 'edit' : 'reply')}
    <p><strong>${found.editing ? t('compose.editing') : replying}</strong>
      <span>${entry.content || entry.file?.filename || t('list.file')}</span></p>
    ${iconButton('close', t('action.cancel'), () => leave(found))}
  </div>`;
}

function progress({ upload }) {
  return html`<div class="context">
    ${icon('file')}
    <p><strong>${upload.name}</strong>
      <progress max="1" .value=${upload.progress} aria-label=${t('file.uploading', { name: upload.name })}></progress>
      <span>${size(upload.size * upload.progress)} / ${size(upload.size)}</span></p>
    ${upload.pausable ? pauseButton(upload) : nothing}
    ${iconButton('close', t('file.remove', { name: upload.name }), upload.cancel)}
  </div>`;
}

function pauseButton({ name, pausable }) {
  const [mark, label, act] = pausable.paused
    ? ['resume', t('file.resume', { name }), () => pausable.resume()]
    : ['pause', t('file.pause', { name }), () => pausable.pause()];
  return iconButton(mark, label, () => {
    act();
    changed();
  });
}

function picked(event, found) {
  const [file] = event.target.files;
  event.target.value = '';
  if (file && !found.upload) {
    sendFile(found, file, found.draft);
  }
}

function pasted(event, found) {
  const [file] = event.clipboardData.files;
  if (file && !found.upload) {
    event.preventDefault();
    sendFile(found, file, found.draft);
  }
}
