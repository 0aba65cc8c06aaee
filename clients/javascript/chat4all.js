/**
 * The Chat4All client: sign in, send, and receive every event of one's conversations once and in order.
 * One ES module without dependencies, for browsers and for Node 20 (which needs a WebSocket constructor passed in).
 */

/** What the server answered instead of what was asked for: its problem document as an error. */
export class Chat4AllError extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || `HTTP ${problem.status}`);
    this.name = 'Chat4AllError';
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors || [];
    this.retryAfterMs = problem.retryAfterMs;
  }
}

const SUBPROTOCOL = 'chat4all.v1';
const RENEW_BEFORE_MS = 60_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 30_000;
const REMEMBERED_CONVERSATIONS = 1_000;
/** What the gateway takes in one frame, less what surrounds the positions. */
const RESUME_CHARACTERS = 60_000;
/** Over how long the clients of a gateway that stops spread their return. */
const SPREAD_MS = 3_000;
const GOING_AWAY = 1001;
const OPEN = 1;

/** Full jitter: clients that lost the same server do not come back at the same moment. */
function delayOf(attempt) {
  return Math.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 10));
}

function isWorthRetrying(error) {
  return !(error instanceof Chat4AllError) || error.status === 429 || error.status >= 500;
}

export class Chat4All {
  #api;
  #socketUrl;
  #fetch;
  #WebSocket;
  #credentials = null;
  #token = null;
  #tokenExpiresAt = 0;
  #renewing = null;
  #listeners = new Map();
  #positions = new Map();
  /** Gaps `{from, to}` whose events have not all come, by conversation. */
  #missing = new Map();
  #state = 'closed';
  #socket = null;
  #attempt = 0;
  #reconnectTimer = null;
  #pingTimer = null;
  #heartbeatMs = 25_000;
  #heardAt = 0;
  #wake = () => this.#reconnectNow();

  /** The signed-in user's id, null before that. */
  userId = null;

  /**
   * @param {object} options
   * @param {string} options.api base URL of the HTTP API
   * @param {string} options.socket URL of the WebSocket gateway
   * @param {typeof WebSocket} [options.WebSocket] default: the global one
   * @param {typeof fetch} [options.fetch] default: the global one
   */
  constructor({ api, socket, WebSocket = globalThis.WebSocket, fetch = globalThis.fetch }) {
    this.#api = api.replace(/\/$/, '');
    this.#socketUrl = socket;
    this.#WebSocket = WebSocket;
    this.#fetch = fetch.bind(globalThis);
  }

  /** `closed`, `connecting`, `online` or `waiting` (for the next attempt). */
  get state() {
    return this.#state;
  }

  // ---- who one is ---------------------------------------------------------------------------------------------

  async register(username, password, email) {
    return this.#exchange('POST', '/auth/register', { username, password, ...(email ? { email } : {}) });
  }

  /** Keeps the credentials in memory until `signOut`, to renew the token before it expires. */
  async signIn(username, password) {
    this.#credentials = { username, password };
    try {
      await this.#renew();
    } catch (error) {
      this.#credentials = null;
      throw error;
    }
    return { user_id: this.userId };
  }

  /** What `restore` takes, for a page that is loaded again; null before signing in. It holds the token, not the password. */
  get session() {
    return this.#token && { user_id: this.userId, token: this.#token, expires_at: this.#tokenExpiresAt };
  }

  /** Goes on with an earlier session; false when it has expired. Without the password it ends with its token. */
  restore({ user_id, token, expires_at }) {
    if (Date.now() > expires_at - RENEW_BEFORE_MS) {
      return false;
    }
    this.#token = token;
    this.#tokenExpiresAt = expires_at;
    this.userId = user_id;
    return true;
  }

  /** Closes the socket and forgets who one was, and where one was in each conversation. */
  signOut() {
    this.close();
    this.#credentials = null;
    this.#token = null;
    this.#positions.clear();
    this.#missing.clear();
    this.userId = null;
  }

  /** A token that is valid for a while yet, renewed when needed. */
  async token() {
    if (!this.#isFresh()) {
      await this.#renew();
    }
    return this.#token;
  }

  #isFresh() {
    return this.#token && Date.now() <= this.#tokenExpiresAt - RENEW_BEFORE_MS;
  }

  #renew() {
    this.#renewing ??= this.#fetchToken().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #fetchToken() {
    if (!this.#credentials) {
      throw new Chat4AllError({ status: 401, code: 'unauthenticated', detail: 'Sign in first.' });
    }
    const credentials = this.#credentials;
    const answer = await this.#exchange('POST', '/auth/token', credentials);
    if (this.#credentials === credentials) {
      this.#token = answer.access_token;
      this.#tokenExpiresAt = Date.now() + answer.expires_in * 1_000;
      this.userId = answer.user_id;
    }
  }

  // ---- HTTP ---------------------------------------------------------------------------------------------------

  /**
   * Any call of the HTTP API with the user's token. `body` is sent as JSON, or as it is when it is FormData or a Blob.
   * Resolves to the parsed answer (null when empty), rejects with `Chat4AllError`.
   */
  async request(method, path, body, { headers = {}, signal } = {}) {
    const call = async () => {
      // Without a turn of the event loop for a token that is there: the request is off before the caller goes on.
      const token = this.#isFresh() ? this.#token : await this.token();
      return this.#exchange(method, path, body, { ...headers, Authorization: `Bearer ${token}` }, signal);
    };
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Chat4AllError) || error.status !== 401 || !this.#credentials) {
        throw error;
      }
      await this.#renew();
      return call();
    }
  }

  async #exchange(method, path, body, headers = {}, signal = undefined) {
    const raw = body instanceof FormData || body instanceof Blob;
    const response = await this.#fetch(this.#api + path, {
      method,
      signal,
      headers: body === undefined || raw ? headers : { 'Content-Type': 'application/json', ...headers },
      body: body === undefined || raw ? body : JSON.stringify(body),
    });
    const text = await response.text();
    if (response.ok) {
      return text ? JSON.parse(text) : null;
    }
    let problem = {};
    try {
      problem = JSON.parse(text);
    } catch {
      // A proxy's page, not ours: the status says enough.
    }
    const retryAfter = Number(response.headers.get('Retry-After'));
    throw new Chat4AllError({
      ...problem,
      status: response.status,
      retryAfterMs: retryAfter > 0 ? retryAfter * 1_000 : undefined,
    });
  }

  /**
   * Sends a message and resolves to the server's acceptance `{message_id, conversation_id, status, timestamp}`.
   * Retries until it is accepted, refused, or `signal` aborts; the client's own id makes a retry the same message.
   *
   * @param {{conversation_id: string, content: string, client_message_id?: string}} message and the API's other fields
   */
  async send(message, { signal } = {}) {
    const body = { client_message_id: crypto.randomUUID(), ...message };
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.request('POST', '/v1/messages', body, { signal });
      } catch (error) {
        if (signal?.aborted || !isWorthRetrying(error)) {
          throw error;
        }
        await this.#pause(Math.max(error.retryAfterMs || 0, delayOf(attempt)), signal);
      }
    }
  }

  #pause(ms, signal) {
    return new Promise((resolve, reject) => {
      const aborted = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', aborted);
        resolve();
      }, ms);
      signal?.addEventListener('abort', aborted, { once: true });
    });
  }

  /** A page of messages; the query takes the API's names: `limit`, `offset`, `after_seq`, `before_seq`, `order`. */
  history(conversationId, query = {}) {
    return this.request('GET', `/v1/conversations/${encodeURIComponent(conversationId)}/messages${asQuery(query)}`);
  }

  /** One's conversations, newest first; `limit` and `cursor`. */
  conversations(query = {}) {
    return this.request('GET', `/v1/conversations${asQuery(query)}`);
  }

  /** Moves one's read watermark; it never goes back. */
  markRead(conversationId, upToSeq) {
    return this.request('POST', `/v1/conversations/${encodeURIComponent(conversationId)}/read`, {
      up_to_seq: upToSeq,
    });
  }

  // ---- callbacks ----------------------------------------------------------------------------------------------

  /** Calls `listener` for each `name` (the README lists them); returns a function that ends it. */
  on(name, listener) {
    if (!this.#listeners.has(name)) {
      this.#listeners.set(name, new Set());
    }
    this.#listeners.get(name).add(listener);
    return () => this.#listeners.get(name)?.delete(listener);
  }

  #emit(name, value) {
    for (const listener of this.#listeners.get(name) || []) {
      try {
        listener(value);
      } catch (error) {
        // A listener's fault is its own: it must not cost the others their event.
        console.error(error);
      }
    }
  }

  // ---- the socket ---------------------------------------------------------------------------------------------

  /** Says that everything of a conversation up to `seq` is known already, from the history say. */
  knows(conversationId, seq) {
    const known = this.#positions.get(conversationId) ?? 0;
    this.#positions.delete(conversationId);
    this.#positions.set(conversationId, Math.max(known, seq));
    if (this.#positions.size > REMEMBERED_CONVERSATIONS) {
      this.#positions.delete(this.#positions.keys().next().value);
    }
  }

  /** Connects, and from then on reconnects and resumes by itself until `close`. */
  connect() {
    if (this.#state !== 'closed') {
      return;
    }
    globalThis.addEventListener?.('online', this.#wake);
    this.#attempt = 0;
    this.#open();
  }

  close() {
    globalThis.removeEventListener?.('online', this.#wake);
    clearTimeout(this.#reconnectTimer);
    this.#become('closed');
    this.#drop();
  }

  /** Tells the other members that one is writing; say it again every few seconds while it lasts. */
  typing(conversationId, active = true) {
    this.#say({ op: 'typing', conversation_id: conversationId, active });
  }

  /** Tells the other members that this device has everything up to `seq`; it never goes back. */
  delivered(conversationId, seq) {
    this.#say({ op: 'ack', conversation_id: conversationId, delivered: seq });
  }

  /** Asks which members of a conversation are connected; the answer comes as `presence`. */
  askPresence(conversationId) {
    this.#say({ op: 'presence', conversation_id: conversationId });
  }

  #become(state) {
    if (this.#state !== state) {
      this.#state = state;
      this.#emit('state', state);
    }
  }

  #reconnectNow() {
    if (this.#state === 'waiting') {
      clearTimeout(this.#reconnectTimer);
      this.#open();
    }
  }

  async #open() {
    this.#become('connecting');
    let token;
    try {
      token = await this.token();
    } catch (error) {
      this.#emit('error', error);
      if (this.#state !== 'connecting') {
        return;
      }
      if (isWorthRetrying(error)) {
        this.#retryLater(error.retryAfterMs || 0);
      } else {
        this.close();
      }
      return;
    }
    if (this.#state !== 'connecting') {
      return;
    }
    const socket = new this.#WebSocket(this.#socketUrl, [SUBPROTOCOL, `bearer.${token}`]);
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) {
        this.#heardAt = Date.now();
        this.#receive(JSON.parse(data));
      }
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) {
        this.#closed(code);
      }
    };
    socket.onerror = () => {};
  }

  #closed(code) {
    this.#drop();
    if (code === 4403) {
      this.#emit('error', new Chat4AllError({ status: 403, code: 'forbidden', detail: 'The gateway refused us.' }));
      this.close();
      return;
    }
    if (code === 4001 || code === 4401 || (code === 1006 && this.#attempt > 0)) {
      // A browser does not tell a refused token from a network that is away: a new token rules the first out.
      this.#tokenExpiresAt = 0;
    }
    this.#retryLater(code === 4429 ? LONGEST_DELAY_MS : code === GOING_AWAY ? Math.random() * SPREAD_MS : 0);
  }

  #retryLater(atLeastMs) {
    this.#become('waiting');
    const delay = atLeastMs + delayOf(this.#attempt);
    this.#attempt++;
    this.#reconnectTimer = setTimeout(() => this.#open(), delay);
  }

  #drop() {
    clearInterval(this.#pingTimer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #say(frame) {
    const socket = this.#socket;
    if (socket?.readyState !== OPEN) {
      return;
    }
    // A plain gateway takes nothing but its own ping.
    if (socket.protocol === SUBPROTOCOL) {
      socket.send(JSON.stringify(frame));
    } else if (frame.op === 'ping') {
      socket.send(JSON.stringify({ type: 'ping' }));
    }
  }

  #receive(frame) {
    switch (frame.op) {
      case 'hello':
        this.#greeted(frame);
        break;
      case 'event':
        this.#event(frame);
        break;
      case 'caught_up':
        // Asked for again, what is missing has come, or was said to be missing again.
        this.#keepMissing(frame.conversation_id, (gaps) => gaps.filter(({ asked }) => !asked));
        this.knows(frame.conversation_id, frame.seq);
        this.#emit('caughtUp', frame);
        break;
      case 'token_expiring':
        this.#refresh();
        break;
      case 'gap':
        this.#gap(frame);
        this.#emit('gap', frame);
        break;
      case 'status':
      case 'rejected':
      case 'resumed':
      case 'watermarks':
      case 'typing':
      case 'presence':
        this.#emit(frame.op, frame);
        break;
      default:
        break;
    }
  }

  #greeted({ heartbeat_ms }) {
    this.#attempt = 0;
    this.#heartbeatMs = heartbeat_ms;
    this.#say({ op: 'resume', conversations: this.#known() });
    clearInterval(this.#pingTimer);
    this.#pingTimer = setInterval(() => this.#beat(), this.#heartbeatMs);
    this.#become('online');
  }

  /** The positions that fit into a frame, those of the most recently active conversations first. */
  #known() {
    const known = {};
    let characters = 0;
    for (const [conversationId, seq] of [...this.#positions].reverse()) {
      characters += conversationId.length + 24;
      if (characters > RESUME_CHARACTERS) {
        break;
      }
      known[conversationId] = this.#resumable(conversationId, seq);
    }
    return known;
  }

  /** Before the first gap that is open: who is cut off before its events came would never get them otherwise. */
  #resumable(conversationId, seq) {
    const gaps = this.#missing.get(conversationId) ?? [];
    for (const gap of gaps) {
      gap.asked = true;
    }
    return Math.min(seq, ...gaps.map(({ from }) => from - 1));
  }

  /** A page cannot see the protocol's own pings, so it asks; silence means that the network swallowed the socket. */
  #beat() {
    if (Date.now() - this.#heardAt > 2.5 * this.#heartbeatMs) {
      this.#closed(4003);
    } else {
      this.#say({ op: 'ping' });
    }
  }

  #gap({ conversation_id, from_seq, to_seq }) {
    this.#keepMissing(conversation_id, (gaps) => [...gaps, { from: from_seq, to: to_seq }]);
    this.knows(conversation_id, to_seq);
  }

  #keepMissing(conversationId, change) {
    const gaps = change(this.#missing.get(conversationId) ?? []);
    if (gaps.length > 0) {
      this.#missing.set(conversationId, gaps);
    } else {
      this.#missing.delete(conversationId);
    }
  }

  /** Whether it fills a gap; what fills one comes in order. */
  #fillsGap({ conversation_id, seq }) {
    const gap = this.#missing.get(conversation_id)?.find(({ from, to }) => from <= seq && seq <= to);
    if (gap) {
      gap.from = seq + 1;
      this.#keepMissing(conversation_id, (gaps) => gaps.filter(({ from, to }) => from <= to));
    }
    return gap !== undefined;
  }

  #event(event) {
    const late = this.#fillsGap(event) || event.late;
    if (!late) {
      if (event.seq <= (this.#positions.get(event.conversation_id) ?? 0)) {
        return;
      }
      this.knows(event.conversation_id, event.seq);
    }
    this.#emit('event', late ? { ...event, late } : event);
    if (event.type === 'message.created') {
      this.#emit('message', { ...event.data, conversation_id: event.conversation_id, seq: event.seq });
    }
  }

  async #refresh() {
    try {
      await this.#renew();
      this.#say({ op: 'auth', token: this.#token });
    } catch (error) {
      this.#emit('error', error);
    }
  }
}

function asQuery(parameters) {
  const text = new URLSearchParams(parameters).toString();
  return text ? `?${text}` : '';
}
