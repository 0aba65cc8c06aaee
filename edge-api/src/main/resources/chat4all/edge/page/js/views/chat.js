/** One conversation: its head, its messages in a window that moves with scrolling, and the composer. */
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { closeConversation, sendFile } from '../actions.js';
import { loadLatest, loadNewer, loadOlder } from '../conversations.js';
import { day, t } from '../i18n.js';
import { channelOf, displayName, titleOf } from '../names.js';
import { changed, state } from '../store.js';
import { composer } from './composer.js';
import { messageView } from './message.js';
import { avatar, failure, iconButton, skeleton } from './parts.js';

/** How near an end, in pixels, more is fetched. */
const NEAR = 600;
/** How long after a failure it is tried again. */
const AGAIN_MS = 1_000;
/** Messages of one sender within this time stand together. */
const TOGETHER_MS = 5 * 60_000;

export function chatView(found) {
  const title = isMissing(found) ? t('chat.missing') : titleOf(found, state.me);
  return html`<section class="chat" id="chat" aria-label=${title}
    @dragover=${(event) => event.preventDefault()} @drop=${(event) => dropped(event, found)}>
    ${head(found, title)}
    ${isMissing(found)
      ? html`<p class="nothing" role="status">${t('problem.not-found')}</p>`
      : html`${repeat([found], ({ conversation_id: id }) => id, () => log(found, title))}${composer(found, title)}`}
  </section>`;
}

/** An address that somebody mistyped, or that was somebody else's. */
function isMissing({ missing, loaded, timeline }) {
  return missing && loaded && timeline.last === null && timeline.pending.length === 0;
}

function dropped(event, found) {
  event.preventDefault();
  const file = event.dataTransfer.files[0];
  if (file && !found.upload) {
    sendFile(found, file, '');
  }
}

function head(found, title) {
  const group = found.type === 'group';
  const details = () => {
    state.dialog = { name: 'group' };
    changed();
  };
  const picture = avatar(title, {
    seed: found.conversation_id,
    channel: channelOf(found.contact),
    group,
    online: !group && others(found).some((id) => found.online.has(id)),
  });
  const text = html`<span class="head-text"><h1>${title}</h1>${subtitle(found)}</span>`;
  return html`<header class="chat-head">
    ${iconButton('back', t('nav.back'), closeConversation, { className: 'back' })}
    ${group
      ? html`<button type="button" class="head-button" aria-label=${t('chat.details', { name: title })} @click=${details}>
          ${picture}${text}</button>`
      : html`<div class="head-button">${picture}${text}</div>`}
    ${group ? iconButton('group', t('chat.details', { name: title }), details) : nothing}
  </header>`;
}

function others(found) {
  return found.members.map((member) => member.user_id).filter((id) => id !== state.me);
}

function subtitle(found) {
  const writing = [...found.typing.keys()];
  if (writing.length > 0) {
    const who = displayName(writing[0]);
    return html`<em class="sub live" role="status">${t('chat.typing', { n: writing.length, who })}</em>`;
  }
  if (found.contact) {
    return sub(t(`channel.${channelOf(found.contact)}`));
  }
  if (found.type === 'group') {
    return sub(t('chat.members', { n: found.members.length }));
  }
  return others(found).some((id) => found.online.has(id)) ? sub(t('chat.online')) : nothing;
}

function sub(text) {
  return html`<span class="sub">${text}</span>`;
}

function log(found, title) {
  const { timeline } = found;
  if (found.failed) {
    return html`<div class="log-frame">${failure(t('chat.failed'), () => loadLatest(found))}</div>`;
  }
  if (!found.loaded && timeline.pending.length === 0) {
    return html`<div class="log-frame">${skeleton(t('chat.loading'), 5)}</div>`;
  }
  return html`<div class="log-frame">
    <div class="log ${timeline.hasNewer ? 'past' : ''}" tabindex="0" role="log" aria-live="polite" aria-label=${t('chat.log', { name: title })}
      @scroll=${(event) => scrolled(event, found)}>
      <div class="log-inner">
        ${timeline.hasOlder
          ? html`<p class="older" role="status">${found.loading ? html`<span class="spinner"></span>` : nothing}</p>`
          : html`<p class="beginning">${t('chat.start', { name: title })}</p>`}
        <ol>${repeat(withContext(shown(found)), ({ entry }) => entry.key, (item) => messageView(found, item))}</ol>
      </div>
    </div>
    ${found.away || timeline.hasNewer
      ? iconButton('down', t('chat.latest'), () => toLatest(found), { className: 'latest' })
      : nothing}
  </div>`;
}

/** What happens to its members is of interest in a group only. */
function shown({ type, timeline }) {
  return type === 'group' ? timeline.all : timeline.all.filter((entry) => entry.type !== 'system');
}

async function toLatest(found) {
  const far = found.timeline.hasNewer;
  if (far) {
    await loadLatest(found);
  }
  document.querySelector('.log')?.scrollTo({ top: 0, behavior: far ? 'instant' : 'smooth' });
}

/** The log is laid out from its end: scrollTop is 0 at the newest message and falls towards the oldest. */
function scrolled(event, found) {
  const log = event.currentTarget;
  fill(log, found);
  const fromEnd = -log.scrollTop;
  const away = fromEnd > log.clientHeight;
  if (away !== Boolean(found.away)) {
    found.away = away;
    changed();
  }
}

/** Fetches more as long as an end is near: who stands at an end scrolls no further, so that nothing else would ask. */
async function fill(log, found) {
  if (found.loading || !log.isConnected) {
    return;
  }
  const { hasOlder, hasNewer } = found.timeline;
  const fromEnd = -log.scrollTop;
  let done;
  if (hasOlder && log.scrollHeight - log.clientHeight - fromEnd < NEAR) {
    done = await loadOlder(found);
  } else if (hasNewer && fromEnd < NEAR) {
    done = await loadNewer(found);
  } else {
    return;
  }
  setTimeout(() => fill(log, found), done ? 0 : AGAIN_MS);
}

/**
 * Called before a drawing; what it returns is called after it, and has what is in view stay in its place while messages
 * come and go at both ends. Who is at the newest message stays at the newest.
 */
export function keepPlace() {
  const log = document.querySelector('.log');
  if (!log || (log.scrollTop > -1 && !log.classList.contains('past'))) {
    return () => {};
  }
  const { top, bottom } = log.getBoundingClientRect();
  const boxes = [...log.querySelectorAll('li.entry')].map((item) => ({ item, box: item.getBoundingClientRect() }));
  const seen = boxes.filter(({ box }) => box.bottom > top && box.top < bottom);
  return () => {
    const kept = seen.find(({ item }) => item.isConnected);
    const moved = kept ? kept.item.getBoundingClientRect().top - kept.box.top : 0;
    if (moved !== 0) {
      // Not otherwise: it would end a smooth scroll.
      log.scrollTop += moved;
    }
  };
}

/** Each message with what the one before it decides: a new day, a new sender, the end of a run. */
function withContext(entries) {
  return entries.map((entry, at) => {
    const before = entries[at - 1];
    const after = entries[at + 1];
    return {
      entry,
      day: before && sameDay(before, entry) ? null : day(entry.timestamp),
      first: !together(before, entry),
      last: !together(entry, after),
    };
  });
}

function sameDay(one, other) {
  return new Date(one.timestamp).toDateString() === new Date(other.timestamp).toDateString();
}

function together(one, other) {
  return (
    one && other && one.type !== 'system' && other.type !== 'system' && one.sender_id === other.sender_id &&
    other.timestamp - one.timestamp < TOGETHER_MS && sameDay(one, other)
  );
}
