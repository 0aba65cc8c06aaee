/**
 * The messages of one conversation that are in view: sorted by seq, each once whatever brings it how often, what is
 * not accepted yet at the end. A window of a bounded number of messages that can move over a history of any length.
 */
const RANK = { WAITING: 0, SENT: 1, FAILED: 2, DELIVERED: 3, READ: 4 };

export const WINDOW = 300;

/** Statuses that are kept for messages whose acceptance has not come; one that never comes must not collect them. */
const EARLY = 100;

export class Timeline {
  /** Entries with a seq, ascending. */
  entries = [];
  /** Own messages without one. */
  pending = [];
  /** Statuses of messages whose acceptance is still on its way here. */
  #early = new Map();
  /** Whether there is more beyond either end of the window. */
  hasOlder = true;
  hasNewer = false;

  /** An empty window over the same conversation, with all that is still on its way. */
  renewed() {
    const other = new Timeline();
    other.pending = this.pending;
    other.#early = this.#early;
    return other;
  }

  get first() {
    return this.entries[0]?.seq ?? null;
  }

  get last() {
    return this.entries.at(-1)?.seq ?? null;
  }

  get all() {
    return this.hasNewer ? this.entries : [...this.entries, ...this.pending];
  }

  find(messageId) {
    const is = (entry) => entry.message_id === messageId;
    return this.entries.find(is) ?? this.pending.find(is);
  }

  /** Takes entries from a page or the socket; what is known already is brought up to date, never doubled. */
  merge(entries) {
    for (const entry of entries) {
      this.#take(entry);
    }
  }

  /** A message that was just written here. */
  write(message) {
    this.pending.push({ ...message, key: message.client_message_id, status: 'WAITING' });
  }

  /** The server has accepted it: from now on it has an id. */
  accept(clientId, { message_id, timestamp }) {
    const written = this.pending.find((entry) => entry.client_message_id === clientId);
    if (!written) {
      return;
    }
    const stored = this.entries.find((entry) => entry.message_id === message_id);
    if (stored) {
      this.#drop(written);
    } else {
      Object.assign(written, { message_id, timestamp });
      forward(written, 'SENT');
      const { status, ...more } = this.#early.get(message_id) ?? {};
      this.advance(message_id, status, more);
    }
    this.#early.delete(message_id);
  }

  refuse(clientId, error) {
    const written = this.pending.find((entry) => entry.client_message_id === clientId || entry.message_id === clientId);
    if (written) {
      Object.assign(written, { status: 'FAILED', error });
    }
  }

  discard(clientId) {
    this.pending = this.pending.filter((entry) => entry.client_message_id !== clientId);
  }

  /** A status moves forward only. */
  advance(messageId, status, { seq, error } = {}) {
    const entry = this.find(messageId);
    if (!entry) {
      if (this.pending.length > 0) {
        this.#early.set(messageId, { status, seq, error });
        if (this.#early.size > EARLY) {
          this.#early.delete(this.#early.keys().next().value);
        }
      }
      return;
    }
    forward(entry, status, error);
    if (seq && !entry.seq) {
      this.#take({ ...entry, seq });
    }
  }

  /** Keeps the window bounded after older entries came. */
  trimNewer() {
    if (this.entries.length > WINDOW) {
      this.entries.length = WINDOW;
      this.hasNewer = true;
    }
  }

  /** Keeps the window bounded after newer entries came. */
  trimOlder() {
    if (this.entries.length > WINDOW) {
      this.entries.splice(0, this.entries.length - WINDOW);
      this.hasOlder = true;
    }
  }

  /** Ends the window after this seq: what follows may lack something in between. */
  cutAfter(seq) {
    this.entries = this.entries.filter((entry) => entry.seq <= seq);
    this.hasNewer = true;
  }

  #take(entry) {
    const known = this.entries.find((other) => other.seq === entry.seq);
    if (known) {
      const status = known.status;
      Object.assign(known, entry, { key: known.key, status });
      forward(known, entry.status, entry.error);
      this.#drop(this.#written(entry));
      return;
    }
    const written = this.#written(entry);
    const taken = { ...written, ...entry, key: written?.key ?? entry.message_id ?? `seq-${entry.seq}` };
    if (written) {
      taken.status = written.status;
      forward(taken, entry.status ?? 'SENT', entry.error);
      this.#drop(written);
    }
    let at = this.entries.length;
    while (at > 0 && this.entries[at - 1].seq > taken.seq) {
      at--;
    }
    this.entries.splice(at, 0, taken);
  }

  /** An echo can come before the answer to the request: then the text is all that the two have in common. */
  #written(entry) {
    return (
      this.pending.find((other) => other.message_id && other.message_id === entry.message_id) ??
      this.pending.find((other) => entry.client_message_id && other.client_message_id === entry.client_message_id) ??
      this.pending.find(
        (other) => !other.message_id && other.sender_id === entry.sender_id && other.content === entry.content,
      )
    );
  }

  #drop(entry) {
    this.pending = this.pending.filter((other) => other !== entry);
  }
}

function forward(entry, status, error) {
  if (status && !(RANK[status] <= RANK[entry.status])) {
    entry.status = status;
    entry.error = error ?? null;
  }
}
