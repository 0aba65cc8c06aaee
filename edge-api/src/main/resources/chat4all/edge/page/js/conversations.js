/** The conversations of the user: loaded, made, joined, and the messages of each in a window that can move. */
import { call, chat, path } from './session.js';
import { changed, conversation, state } from './store.js';
import { Timeline, WINDOW } from './timeline.js';
import { isExternal } from './names.js';

const PAGE = 50;
const LIST_PAGE = 50;
/** Conversations whose messages are kept; the others load them again when they are opened. */
const KEPT = 20;
/** What this device remembers besides what the server lists: the ids, and which contact a conversation is for. */
const REMEMBERED = 200;
const DRAWN_WITHIN_MS = 500;

function memoryKey() {
  return `chat4all.conversations.${state.me}`;
}

function remembered() {
  return JSON.parse(localStorage.getItem(memoryKey()) ?? '{}');
}

export function remember(id, contact = null) {
  const known = remembered();
  if (id in known && (known[id] || !contact)) {
    return;
  }
  const entries = Object.entries({ ...known, [id]: contact ?? known[id] ?? null });
  localStorage.setItem(memoryKey(), JSON.stringify(Object.fromEntries(entries.slice(-REMEMBERED))));
}

/** The conversation with this id, made empty when it is new here. */
export function ensure(id) {
  let found = conversation(id);
  if (!found) {
    found = {
      conversation_id: id,
      type: 'direct',
      name: null,
      contact: remembered()[id] ?? null,
      members: [],
      last: null,
      unread: 0,
      activeAt: 0,
      timeline: new Timeline(),
      loaded: false,
      loading: false,
      /** The newest page on its way, when it is. */
      latest: null,
      failed: false,
      /** Whether the server knows of none with this id. */
      missing: false,
      readSeq: 0,
      /** Whether a read mark is on its way, and another is to follow it. */
      marking: false,
      markAgain: false,
      /** Up to where every event is known; 0 for not at all. */
      position: 0,
      typing: new Map(),
      online: new Set(),
      draft: '',
      replyTo: null,
      editing: null,
      upload: null,
    };
    state.conversations.set(id, found);
  }
  return found;
}

function listed(entry) {
  const found = ensure(entry.conversation_id);
  const last = entry.last_message;
  Object.assign(found, {
    type: entry.type ?? found.type,
    name: entry.name,
    members: entry.members ?? found.members,
    unread: found.conversation_id === state.openId && document.visibilityState === 'visible' ? 0 : entry.unread,
    activeAt: Math.max(found.activeAt, Date.parse(entry.last_activity_at) || 0),
  });
  if (last && !(found.last?.seq > last.seq)) {
    noteLast(found, last);
  }
  remember(found.conversation_id);
}

/** The newest message of a conversation, for the list; it also tells who is in it where nothing else does. */
export function noteLast(found, message) {
  if (message.type === 'system') {
    return;
  }
  found.last = message;
  found.activeAt = Math.max(found.activeAt, message.timestamp ?? 0);
  const people = [message.sender_id, message.recipient_id, ...(message.recipients ?? [])].filter(Boolean);
  const contact = people.find(isExternal);
  if (contact && !found.contact && found.type === 'direct') {
    found.contact = contact;
    remember(found.conversation_id, contact);
  }
  for (const id of people.filter((person) => !isExternal(person))) {
    if (!found.members.some((member) => member.user_id === id)) {
      found.members = [...found.members, { user_id: id, role: 'member' }];
    }
  }
}

/** The list, or its next page. Where the server has none, the conversations that this device remembers. */
export async function loadList({ more = false } = {}) {
  const list = state.list;
  list.loading = true;
  changed();
  try {
    const query = { limit: LIST_PAGE, ...(more && list.cursor ? { cursor: list.cursor } : {}) };
    const page = await chat.conversations(query);
    page.conversations.forEach(listed);
    list.cursor = page.next_cursor;
    list.failed = false;
  } catch (error) {
    if (error.status === 404) {
      await Promise.all(Object.keys(remembered()).map(peek));
      list.failed = false;
    } else {
      list.failed = true;
    }
  }
  list.loading = false;
  changed();
}

async function peek(id) {
  try {
    const page = await chat.history(id, { limit: 1, order: 'desc' });
    page.messages.forEach((message) => noteLast(ensure(id), message));
  } catch {
    // Not ours any more, or not made yet: nothing to show.
  }
}

/** Members with their roles, name and type, where the server tells. */
export async function loadDetails(found) {
  try {
    const details = await call('GET', path('conversations', found.conversation_id));
    Object.assign(found, {
      type: details.type,
      name: details.name ?? null,
      members: details.members,
      readSeq: details.members.find((member) => member.user_id === state.me)?.read_seq ?? found.readSeq,
    });
    changed();
  } catch (error) {
    // The members who are known from messages must do. One for a contact begins with its first message.
    found.missing = error.status === 404 && !found.contact && found.members.length === 0;
    changed();
  }
}

async function page(found, query) {
  const answer = await chat.history(found.conversation_id, { limit: PAGE, include: 'system', ...query });
  return { messages: answer.messages, more: answer.pagination.has_more };
}

/** The newest page; the first that is seen of a conversation. Asked for by many at once, it replaces the window once. */
export function loadLatest(found) {
  found.latest ??= fetchLatest(found).finally(() => {
    found.latest = null;
  });
  return found.latest;
}

async function fetchLatest(found) {
  found.loading = true;
  found.failed = false;
  changed();
  try {
    const { messages, more } = await page(found, { order: 'desc' });
    const { entries } = found.timeline;
    found.timeline = found.timeline.renewed();
    found.timeline.merge(messages);
    // What the socket told meanwhile may be too new for the page.
    const { last } = found.timeline;
    found.timeline.merge(entries.filter(({ seq }) => seq > last));
    found.timeline.hasOlder = more;
    found.loaded = true;
    reached(found);
  } catch (error) {
    // A conversation begins with its first message: until then there is nothing to load.
    found.failed = error.status !== 404;
    found.loaded = error.status === 404;
    found.timeline.hasOlder = !found.loaded;
  }
  found.loading = false;
  changed();
}

/** Whether it came. */
export function loadOlder(found) {
  return move(found, found.timeline.hasOlder, async (timeline) => {
    const { messages, more } = await page(found, { before_seq: timeline.first, order: 'desc' });
    timeline.merge(messages);
    timeline.hasOlder = more;
    timeline.trimNewer();
  });
}

/** Whether it came. */
export function loadNewer(found) {
  return move(found, found.timeline.hasNewer, async (timeline) => {
    const { messages, more } = await page(found, { after_seq: timeline.last });
    timeline.merge(messages);
    timeline.hasNewer = more;
    timeline.trimOlder();
    if (timeline === found.timeline) {
      reached(found);
    }
  });
}

/** What comes for a window that another has replaced meanwhile goes nowhere: it would leave a hole in the new one. */
async function move(found, possible, step) {
  if (!possible || found.loading || !found.loaded) {
    return false;
  }
  found.loading = true;
  changed();
  let done = false;
  try {
    await step(found.timeline);
    done = true;
  } catch {
    // Whoever stands at this end asks again.
  }
  found.loading = false;
  changed();
  return done;
}

/**
 * What came while nobody listened. A window that looks at the past is left where it is; one at the end goes to the new
 * end without what lies between when that is more than it holds.
 */
export async function catchUp(found, from = found.timeline.last) {
  if (!found.loaded || found.timeline.hasNewer) {
    return;
  }
  if (from === null) {
    await loadLatest(found);
    return;
  }
  try {
    await fetchMissed(found, from);
    changed();
  } catch {
    // The next connection or event catches up again.
  }
}

async function fetchMissed(found, from) {
  const { timeline } = found;
  let after = from;
  for (let taken = 0; taken < WINDOW && !isFar(found, after); taken += PAGE) {
    const { messages, more } = await page(found, { after_seq: after });
    if (timeline !== found.timeline) {
      return;
    }
    take(found, messages);
    if (!more || messages.length === 0 || timeline.hasNewer) {
      reached(found);
      return;
    }
    after = messages.at(-1).seq;
  }
  if (found.away) {
    timeline.cutAfter(after);
  } else {
    await loadLatest(found);
  }
}

/** Whether the list tells of more than a window behind this: the socket would take long to bring it all. */
function isFar(found, seq) {
  return (found.last?.seq ?? 0) - seq > WINDOW;
}

/**
 * Newer messages come to the end of the window; what is being read further up stays. What lies before the window is left
 * to whoever scrolls there: the socket may still tell what a jump to the end has passed over, and that would leave a hole.
 */
export function take(found, messages) {
  const { timeline } = found;
  const { first } = timeline;
  timeline.merge(messages.filter(({ seq }) => first === null || seq >= first));
  if (found.away) {
    timeline.trimNewer();
  } else {
    timeline.trimOlder();
  }
}

let visits = 0;

/** Notes that a conversation is opened, and lets go of the messages of the one that was not for the longest time. */
export function visit(found) {
  Object.assign(found, { visited: ++visits, away: false });
  const loaded = [...state.conversations.values()].filter((other) => other.loaded && !other.loading);
  loaded.sort((one, other) => (other.visited ?? 0) - (one.visited ?? 0));
  for (const other of loaded.slice(KEPT)) {
    other.timeline = other.timeline.renewed();
    other.loaded = false;
  }
}

/** The window holds the newest: the list's line and the client's position follow. */
function reached(found) {
  const { timeline } = found;
  if (!timeline.hasNewer && timeline.last !== null) {
    chat.knows(found.conversation_id, timeline.last);
    found.position = Math.max(found.position, timeline.last);
    const newest = timeline.entries.findLast((entry) => entry.type !== 'system');
    if (newest) {
      noteLast(found, newest);
    }
  }
}

/** What is not on the screen yet has not been read; nor need its receipt compete with the drawing. */
function drawn() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    // A page that is hidden before its next frame gets none.
    setTimeout(resolve, DRAWN_WITHIN_MS);
  });
}

/** Tells that everything up to the end has been seen; what comes while it is being told is told together. */
export async function markRead(found) {
  const seq = found.timeline.last;
  if (found.unread > 0) {
    found.unread = 0;
    changed();
  }
  if (seq === null || seq <= found.readSeq || found.timeline.hasNewer) {
    return;
  }
  if (found.marking) {
    found.markAgain = true;
    return;
  }
  Object.assign(found, { readSeq: seq, marking: true, markAgain: false });
  await drawn();
  try {
    await chat.markRead(found.conversation_id, seq);
  } catch {
    // The next message or visit marks this one too.
    found.readSeq = 0;
  }
  found.marking = false;
  if (found.markAgain) {
    markRead(found);
  }
}

/** The conversation with one other, existing or new. */
export async function direct(address) {
  const existing = [...state.conversations.values()].find((found) => found.type === 'direct' && isWith(found, address));
  if (existing) {
    return existing;
  }
  if (isExternal(address)) {
    const found = ensure(`conv_${crypto.randomUUID()}`);
    found.contact = address;
    remember(found.conversation_id, address);
    return found;
  }
  const made = await createDirect(address);
  const found = ensure(made.conversation_id);
  found.members = made.members;
  found.activeAt = Math.max(found.activeAt, Date.now());
  return found;
}

function isWith(found, address) {
  if (isExternal(address)) {
    return found.contact === address;
  }
  const others = found.members.filter((member) => member.user_id !== state.me);
  return !found.contact && others.length === 1 && others[0].user_id === address;
}

async function createDirect(address) {
  try {
    return await call('POST', '/v1/conversations', { type: 'direct', members: [address] });
  } catch (error) {
    if (!error.unsupported) {
      throw error;
    }
    return {
      conversation_id: `conv_${crypto.randomUUID()}`,
      members: [state.me, address].map((id) => ({ user_id: id, role: 'member' })),
    };
  }
}

export async function createGroup(name, members) {
  const made = await call('POST', '/v1/groups', { name, initial_members: members });
  const found = ensure(made.conversation_id);
  Object.assign(found, { type: 'group', name: made.name, members: made.members, activeAt: Date.now() });
  remember(found.conversation_id);
  return found;
}
