/** What the page knows. Views read it; whoever changes it says `changed()`, and the page is drawn once for all. */
export const state = {
  me: null,
  connection: 'closed',
  lost: false,
  config: {},
  conversations: new Map(),
  list: { loading: true, failed: false, cursor: null },
  openId: null,
  query: '',
  dialog: null,
  menuOpen: false,
  notice: null,
  sessionExpired: false,
};

let draw = () => {};
let scheduled = false;

export function onChange(listener) {
  draw = listener;
}

export function changed() {
  if (!scheduled) {
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      draw();
    });
  }
}

export function conversation(id) {
  return state.conversations.get(id);
}

export function opened() {
  return state.conversations.get(state.openId);
}

/** Newest first. */
export function sorted() {
  return [...state.conversations.values()].sort((one, other) => other.activeAt - one.activeAt);
}

let noticeTimer;

/** A short message at the bottom that goes by itself. */
export function notify(text) {
  clearTimeout(noticeTimer);
  state.notice = text;
  noticeTimer = setTimeout(() => {
    state.notice = null;
    changed();
  }, 5_000);
  changed();
}
