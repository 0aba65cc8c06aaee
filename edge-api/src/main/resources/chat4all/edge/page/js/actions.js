/** What a person does with a conversation. The open one is named in the address, so that Back and a reload work. */
import { ensure, loadDetails, loadLatest, markRead, visit } from './conversations.js';
import { problem, t } from './i18n.js';
import { send } from './outbox.js';
import { call, path } from './session.js';
import { changed, notify, state } from './store.js';
import { askPresence, refresh } from './sync.js';
import { isImage, upload } from './files.js';
import { LARGE, PartedUpload } from './parts.js';

export function open(found) {
  history.pushState(null, '', `#${encodeURIComponent(found.conversation_id)}`);
  follow();
}

export function closeConversation() {
  history.replaceState(null, '', location.pathname);
  follow();
}

/** The conversation that an address names; one that somebody has cut or mistyped names none. */
function named(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return '';
  }
}

/** Shows what the address names. */
export function follow() {
  const id = named(location.hash.slice(1));
  state.openId = state.me && id ? id : null;
  if (state.openId) {
    const found = ensure(id);
    visit(found);
    if (!found.loaded && !found.loading) {
      loadLatest(found).then(() => seen(found));
    }
    loadDetails(found);
    seen(found);
    askPresence();
  }
  changed();
}

export function seen(found) {
  if (found.loaded && found.conversation_id === state.openId && document.visibilityState === 'visible') {
    markRead(found);
  }
}

/** Those a message goes to: everybody in it, or the contact outside that it is for, named where nobody else names it. */
function recipients(found) {
  if (found.contact) {
    return { recipient_id: found.contact };
  }
  if (found.timeline.last === null && found.timeline.pending.length === 0 && found.type === 'direct') {
    const others = found.members.map((member) => member.user_id).filter((id) => id !== state.me);
    return others.length === 1 ? { recipient_id: others[0] } : {};
  }
  return {};
}

export function sendText(found, content) {
  const reply = found.replyTo?.message_id ? { reply_to: found.replyTo.message_id } : {};
  send(found, { content, ...recipients(found), ...reply });
  found.replyTo = null;
  found.draft = '';
}

export async function sendFile(found, file, caption) {
  const control = new AbortController();
  found.upload = { name: file.name, size: file.size, progress: 0, cancel: () => control.abort() };
  changed();
  try {
    const stored = await transfer(found, file, {
      signal: control.signal,
      onProgress: (progress) => {
        found.upload.progress = progress;
        changed();
      },
    });
    send(found, {
      content: caption,
      file_id: stored.file_id,
      type: isImage(stored) ? 'image' : 'file',
      ...recipients(found),
    });
    // Not what was written while the file was on its way.
    if (found.draft === caption) {
      found.draft = '';
    }
  } catch (error) {
    if (!error.aborted) {
      notify(t('file.failed', { name: file.name, reason: problem(error) }));
    }
  }
  found.upload = null;
  changed();
}

/** A large file goes in parts unless the store cannot be reached from here. */
async function transfer(found, file, options) {
  if (file.size < LARGE) {
    return upload(found.conversation_id, file, options);
  }
  const parts = new PartedUpload(found.conversation_id, file, options);
  found.upload.pausable = parts;
  try {
    return await parts.run();
  } catch (error) {
    if (!error.unreachable) {
      throw error;
    }
    found.upload.pausable = null;
    return upload(found.conversation_id, file, options);
  }
}

/** Does something and says what went wrong, if anything. */
export async function attempt(work) {
  try {
    await work();
    return true;
  } catch (error) {
    notify(problem(error));
    return false;
  }
}

/** Whether the server took it. */
function change(found, entry, method, body, ...parts) {
  return attempt(async () => {
    await call(method, path('messages', entry.message_id, ...parts), body);
    refresh(found.conversation_id, entry.message_id);
  });
}

export async function edit(found, entry, content) {
  const before = entry.content;
  found.editing = null;
  found.draft = '';
  entry.content = content;
  changed();
  if (!(await change(found, entry, 'PATCH', { content })) && entry.content === content) {
    entry.content = before;
    changed();
  }
}

export function remove(found, entry) {
  return change(found, entry, 'DELETE', undefined);
}

/** Puts one's emoji under a message, or takes it away again. */
export function react(found, entry, emoji) {
  const mine = entry.reactions?.find((reaction) => reaction.emoji === emoji)?.users?.includes(state.me);
  return change(found, entry, mine ? 'DELETE' : 'PUT', undefined, 'reactions', emoji);
}

export function canChange(entry) {
  return entry.sender_id === state.me && entry.message_id && !entry.deleted && entry.type !== 'system';
}

export function startEdit(found, entry) {
  Object.assign(found, { editing: entry, replyTo: null, draft: entry.content });
  focusComposer();
}

export function startReply(found, entry) {
  Object.assign(found, { replyTo: entry, editing: null });
  focusComposer();
}

export function focusComposer() {
  changed();
  queueMicrotask(() => document.querySelector('#compose')?.focus());
}

