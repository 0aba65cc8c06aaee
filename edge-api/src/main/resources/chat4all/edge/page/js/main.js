/** Starts the page. */
import { render } from '../vendor/lit-html/lit-html.js';
import { follow, seen } from './actions.js';
import { listen } from './keyboard.js';
import { start } from './session.js';
import { onChange, opened, changed, state } from './store.js';
import { begin, network } from './sync.js';
import { keepPlace } from './views/chat.js';
import { showOpenDialog } from './views/dialogs.js';
import { page } from './views/page.js';

const root = document.querySelector('#app');

onChange(() => {
  const settle = keepPlace();
  render(page(), root);
  settle();
  showOpenDialog();
  const unread = [...state.conversations.values()].reduce((sum, found) => sum + found.unread, 0);
  document.title = unread ? `(${unread}) Chat4All` : 'Chat4All';
});

function attend() {
  const found = opened();
  if (found) {
    seen(found);
    changed();
  }
}

/** A touch anywhere else closes what is open. */
function closeMenus({ target }) {
  const found = opened();
  if ((state.menuOpen || found?.menuFor) && !target.closest('.actions, .menu-anchor')) {
    state.menuOpen = false;
    if (found) {
      found.menuFor = null;
    }
    changed();
  }
}

addEventListener('hashchange', follow);
document.addEventListener('visibilitychange', attend);
addEventListener('focus', attend);
addEventListener('online', () => network(true));
addEventListener('offline', () => network(false));
document.addEventListener('pointerdown', closeMenus);
listen();

await start();
if (state.me) {
  begin();
}
follow();
