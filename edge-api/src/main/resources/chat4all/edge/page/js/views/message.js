/** One message with everything that belongs to it: who, what, when, how far it has come, and what can be done with it. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { canChange, react, remove, startEdit, startReply } from '../actions.js';
import { download, fileOf, isImage, previewOf } from '../files.js';
import { clock, moment, problem, reason, size, t } from '../i18n.js';
import { icon } from '../icons.js';
import { channelOf, displayName, hue, isExternal } from '../names.js';
import { again, discard } from '../outbox.js';
import { changed, notify, state } from '../store.js';
import { iconButton, ticks } from './parts.js';
import { systemText } from './system-text.js';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];
const LINK = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'])/g;

export function messageView(found, { entry, day, first, last }) {
  const mine = entry.sender_id === state.me;
  const line = entry.type === 'system' ? system(entry) : bubble(found, entry, mine, first);
  const side = entry.type === 'system' ? 'system' : mine ? 'mine' : 'theirs';
  return html`<li class="entry ${side} ${first ? 'first' : ''} ${last ? 'last' : ''}" data-seq=${entry.seq ?? nothing}>
    ${day ? html`<p class="day"><span>${day}</span></p>` : nothing}
    ${line}
  </li>`;
}

function system(entry) {
  return html`<p class="event">${systemText(entry)}</p>`;
}

function bubble(found, entry, mine, first) {
  const named = !mine && first && (found.type === 'group' || found.members.length > 2);
  return html`<div class="line">
    <article class="bubble ${entry.status === 'FAILED' ? 'bad' : ''}" aria-label=${mine ? t('message.you') : displayName(entry.sender_id)}>
      ${named ? html`<p class="sender ink-${hue(entry.sender_id)}">${displayName(entry.sender_id)}
        ${isExternal(entry.sender_id) ? icon(channelOf(entry.sender_id)) : nothing}</p>` : nothing}
      ${entry.deleted ? nothing : quoted(found, entry)}
      ${entry.deleted ? nothing : attachment(entry)}
      ${entry.deleted
        ? html`<p class="text gone">${t('message.deleted')}</p>`
        : entry.content ? html`<p class="text ${onlyEmoji(entry.content) ? 'emoji' : ''}" dir="auto">${linked(entry.content)}</p>` : nothing}
      <p class="meta">
        ${entry.edited_at && !entry.deleted ? html`<span>${t('message.edited')}</span>` : nothing}
        <time datetime=${new Date(entry.timestamp).toISOString()} title=${moment(entry.timestamp)}>${clock(entry.timestamp)}</time>
        ${mine ? ticks(entry.status ?? 'SENT') : nothing}
      </p>
    </article>
    ${entry.message_id && !entry.deleted ? actions(found, entry) : nothing}
  </div>
  ${reactions(found, entry)}
  ${entry.status === 'FAILED' && mine ? failed(found, entry) : nothing}`;
}

function failed(found, entry) {
  return html`<p class="refusal" role="alert">${icon('failed')}
    <span>${t('status.FAILED')}: ${reason(entry.error?.code, entry.error?.detail ?? entry.error?.message ?? entry.error?.title)}</span>
    ${entry.seq
      ? nothing
      : html`<button type="button" class="link" @click=${() => again(found, entry)}>${t('action.retry')}</button>
          <button type="button" class="link" @click=${() => discard(found, entry.client_message_id)}>${t('message.discard')}</button>`}
  </p>`;
}

/** Links of a text can be followed; everything else of it is text. */
function linked(text) {
  return text.split(LINK).map((part, at) =>
    at % 2 === 1 ? html`<a href=${part} target="_blank" rel="noopener noreferrer">${part}</a>` : part,
  );
}

function onlyEmoji(text) {
  return text.length <= 24 && /^(\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u.test(text) && !/^[\d\s#*]+$/.test(text);
}

function quoted(found, entry) {
  if (!entry.reply_to) {
    return nothing;
  }
  const original = found.timeline.find(entry.reply_to);
  if (!original) {
    return html`<p class="quote"><span>${t('message.gone')}</span></p>`;
  }
  const name = original.sender_id === state.me ? t('message.you') : displayName(original.sender_id);
  return html`<button type="button" class="quote" title=${t('message.replyTo', { name })}
    @click=${() => document.querySelector(`[data-seq="${original.seq}"]`)?.scrollIntoView({ block: 'center', behavior: 'smooth' })}>
    <strong>${name}</strong><span>${original.deleted ? t('message.deleted') : original.content || original.file?.filename || t('list.file')}</span>
  </button>`;
}

function attachment(entry) {
  if (!entry.file_id) {
    return nothing;
  }
  const file = fileOf(entry);
  if (!file) {
    return html`<p class="file"><span class="file-icon">${icon('file')}</span><span>${t('file.unknown')}</span></p>`;
  }
  const picture = isImage(file) ? previewOf(file) : null;
  if (picture) {
    return html`<button type="button" class="picture" aria-label=${t('file.open', { name: file.filename })}
      @click=${() => show({ name: 'image', picture, file })}><img src=${picture} alt=""></button>`;
  }
  return html`<button type="button" class="file" aria-label=${t('file.download', { name: file.filename })} @click=${() => download(file).catch((error) => notify(problem(error)))}>
    <span class="file-icon">${icon(isImage(file) ? 'file' : 'download')}</span>
    <span class="file-text"><strong>${file.filename}</strong><small>${size(file.size_bytes)}</small></span>
  </button>`;
}

function reactions(found, entry) {
  if (!entry.reactions?.length || entry.deleted) {
    return nothing;
  }
  return html`<p class="reactions">${entry.reactions.map(({ emoji, count, users = [] }) => {
    const who = users.map((id) => (id === state.me ? t('message.you') : displayName(id))).join(', ');
    return html`<button type="button" aria-pressed=${users.includes(state.me)} title=${who}
      aria-label=${t('message.reaction', { n: count, emoji, who })} @click=${() => react(found, entry, emoji)}>
      ${emoji}${count > 1 ? html` <span>${count}</span>` : nothing}</button>`;
  })}</p>`;
}

function show(dialog) {
  state.dialog = dialog;
  changed();
}

function actions(found, entry) {
  const isOpen = found.menuFor === entry.message_id;
  const toggle = (event) => {
    found.menuBelow = event?.currentTarget.getBoundingClientRect().top < innerHeight / 2;
    found.menuFor = isOpen ? null : entry.message_id;
    changed();
    if (found.menuFor && event.detail === 0) {
      queueMicrotask(() => document.querySelector('.actions.open [role=menuitem]')?.focus());
    }
  };
  return html`<div class="actions ${isOpen ? 'open' : ''}"
    @keydown=${(event) => menuKey(event, toggle, isOpen)}
    @focusout=${(event) => isOpen && event.relatedTarget && !event.currentTarget.contains(event.relatedTarget) && toggle()}>
    ${iconButton('more', t('message.actions'), toggle, { expanded: isOpen })}
    ${isOpen ? menu(found, entry, toggle) : nothing}
  </div>`;
}

function menuKey(event, toggle, isOpen) {
  if (!isOpen) {
    return;
  }
  const items = [...event.currentTarget.querySelectorAll('[role=menuitem]')];
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    items[(at + step + items.length) % items.length].focus();
  } else if (event.key === 'Escape') {
    event.stopPropagation();
    event.currentTarget.querySelector('button').focus();
    toggle();
  }
}

function menu(found, entry, close) {
  // The menu goes: the focus must not go with it.
  const chosen = (act) => (event) => {
    event.currentTarget.closest('.actions').querySelector('button').focus();
    close();
    act();
  };
  const item = (name, text, act) => html`<button type="button" role="menuitem" class="item" @click=${chosen(act)}>
    ${icon(name)} ${text}</button>`;
  return html`<div class="menu ${found.menuBelow ? 'below' : ''}" role="menu" aria-label=${t('message.actions')}>
    <div class="quick" role="none">${QUICK.map((emoji) => html`<button type="button" role="menuitem" aria-label=${t('message.react', { emoji })}
      @click=${chosen(() => react(found, entry, emoji))}>${emoji}</button>`)}</div>
    ${item('reply', t('message.reply'), () => startReply(found, entry))}
    ${entry.content ? item('copy', t('message.copy'), () => copy(entry.content)) : nothing}
    ${entry.sender_id === state.me ? item('info', t('message.info'), () => show({ name: 'info', entry })) : nothing}
    ${canChange(entry) ? item('edit', t('message.edit'), () => startEdit(found, entry)) : nothing}
    ${canChange(entry) ? item('trash', t('message.delete'), () => show({
      name: 'confirm',
      text: t('message.deleteAsk'),
      action: t('message.delete'),
      act: () => remove(found, entry),
    })) : nothing}
  </div>`;
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  notify(t('message.copied'));
}
