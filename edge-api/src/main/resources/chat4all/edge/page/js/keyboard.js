/** Keys that work everywhere on the page. */
import { closeConversation, open } from './actions.js';
import { changed, opened, state } from './store.js';
import { visible } from './views/conversation-list.js';

export function listen() {
  document.addEventListener('keydown', (event) => {
    if (!state.me || state.dialog || event.defaultPrevented) {
      return;
    }
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape' && opened()) {
      closeConversation();
    } else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      search();
    } else if (!isWriting(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      single(event);
    }
  });
}

function isWriting(element) {
  return element.matches?.('input, textarea, select, [contenteditable]');
}

function single(event) {
  if (event.key === '/') {
    event.preventDefault();
    search();
  } else if (event.key === 'n' || event.key === 'N') {
    event.preventDefault();
    state.dialog = { name: 'new' };
    changed();
  }
}

function search() {
  document.querySelector('#search')?.focus();
}

function step(by) {
  const rows = visible();
  const at = rows.indexOf(opened());
  const next = rows[at === -1 ? 0 : at + by];
  if (next) {
    open(next);
  }
}
