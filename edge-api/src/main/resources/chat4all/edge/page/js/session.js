/** Who is signed in, and the project's client through which all traffic goes. A reload keeps the session of its tab. */
import { Chat4All } from '../client/chat4all.js';
import { state } from './store.js';

const KEY = 'chat4all.session';
/** How a server says that it does not have a route, in contrast to a thing that it does not have. */
const NO_ROUTE = 'There is nothing at this address.';

export let chat;

export async function start() {
  const answer = await fetch('/web/config.json');
  state.config = await answer.json();
  chat = new Chat4All({ api: location.origin, socket: state.config.socket_url });
  const kept = sessionStorage.getItem(KEY);
  if (kept && chat.restore(JSON.parse(kept))) {
    state.me = chat.userId;
  }
}

export async function signIn(username, password) {
  await chat.signIn(username, password);
  state.me = chat.userId;
  keep();
}

/** After each renewal too, so that a reload has the newest. */
export function keep() {
  if (chat.session) {
    sessionStorage.setItem(KEY, JSON.stringify(chat.session));
  }
}

export function forget() {
  sessionStorage.removeItem(KEY);
  chat.signOut();
  state.me = null;
}

/** A call of the API; `unsupported` marks a route that this server does not have. */
export async function call(method, path, body) {
  try {
    return await chat.request(method, path, body);
  } catch (error) {
    error.unsupported = error.status === 404 && error.message === NO_ROUTE;
    throw error;
  }
}

export function path(...parts) {
  return '/v1/' + parts.map(encodeURIComponent).join('/');
}
