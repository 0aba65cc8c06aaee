import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { after, before, beforeEach, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { webcrypto } from 'node:crypto';
import { Chat4All, Chat4AllError } from './chat4all.js';

// Node 18, which Debian 12 has, knows it by its module only.
globalThis.crypto ??= webcrypto;

/** A server that answers by script, and what it was asked. */
const requests = [];
let answers = [];
let sockets;
let http;
let chat;

before(async () => {
  http = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) {
      body += part;
    }
    if (request.url === '/auth/token') {
      return reply(response, { status: 200, body: { access_token: 't', expires_in: 3600, user_id: 'user_a' } });
    }
    requests.push({ path: request.url, body: body && JSON.parse(body) });
    reply(response, answers.shift());
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  sockets = new WebSocketServer({ server: http, handleProtocols: () => 'chat4all.v1' });
});

after(() => {
  chat?.signOut();
  sockets.close();
  http.close();
  http.closeAllConnections();
});

beforeEach(async () => {
  chat?.signOut();
  requests.length = 0;
  answers = [];
  const address = `127.0.0.1:${http.address().port}`;
  chat = new Chat4All({ api: `http://${address}`, socket: `ws://${address}/`, WebSocket });
  await chat.signIn('user_a', 'pass_a');
});

function reply(response, { status, body, headers = {} }) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** The gateway's end of the next connection: hears `resume` and speaks. */
async function gateway() {
  const [socket] = await once(sockets, 'connection');
  const heard = [];
  socket.on('message', (data) => heard.push(JSON.parse(data)));
  const say = (frame) => socket.send(JSON.stringify(frame));
  say({ op: 'hello', session: 's', heartbeat_ms: 25_000 });
  return { socket, heard, say };
}

function event(seq, more = {}) {
  const data = { message_id: `m${seq}`, sender_id: 'user_b', content: `text ${seq}` };
  return { op: 'event', conversation_id: 'c', seq, type: 'message.created', data, ...more };
}

async function until(condition) {
  while (!condition()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('retries a send as the same message until it is accepted', async () => {
  answers = [
    { status: 503, body: { code: 'unavailable' } },
    { status: 202, body: { message_id: 'm', conversation_id: 'c', status: 'SENT', timestamp: 1 } },
  ];

  const sent = await chat.send({ conversation_id: 'c', content: 'oi' });

  assert.equal(sent.message_id, 'm');
  assert.equal(requests.length, 2);
  assert.ok(requests[0].body.client_message_id);
  assert.deepEqual(requests[0].body, requests[1].body);
});

test('says at once what was refused', async () => {
  answers = [{ status: 422, body: { code: 'recipient-invalid', detail: 'no such user' } }];

  await assert.rejects(
    chat.send({ conversation_id: 'c', content: 'oi' }),
    (error) => error instanceof Chat4AllError && error.code === 'recipient-invalid' && error.message === 'no such user',
  );
  assert.equal(requests.length, 1);
});

test('hands on each event once, in order, and late ones whenever they come', async () => {
  const seen = [];
  chat.on('message', ({ seq }) => seen.push(seq));
  const connected = gateway();
  chat.connect();
  const { say } = await connected;

  [event(1), event(2), event(1), event(2), event(5), event(3, { late: true })].forEach(say);

  await until(() => seen.length === 4);
  assert.deepEqual(seen, [1, 2, 5, 3]);
});

test('comes back after a broken connection and resumes where it was', async () => {
  let seen = 0;
  chat.on('message', ({ seq }) => {
    seen = seq;
  });
  const first = gateway();
  chat.connect();
  const before = await first;
  await until(() => before.heard.some(({ op }) => op === 'resume'));
  before.say(event(7));
  await until(() => seen === 7);
  const second = gateway();

  before.socket.terminate();

  const afterwards = await second;
  await until(() => afterwards.heard.length > 0);
  assert.deepEqual(before.heard[0], { op: 'resume', conversations: {} });
  assert.deepEqual(afterwards.heard[0], { op: 'resume', conversations: { c: 7 } });
});

test('resumes before a gap whose events had not come, and hands on each event once all the same', async () => {
  const seen = [];
  chat.on('event', ({ seq, late }) => seen.push(late ? -seq : seq));
  const first = gateway();
  chat.connect();
  const before = await first;
  before.say(event(1));
  before.say({ op: 'gap', conversation_id: 'c', from_seq: 2, to_seq: 4 });
  [event(5), event(6), event(2, { late: true })].forEach(before.say);
  await until(() => seen.length === 4);
  const second = gateway();

  before.socket.terminate();

  const afterwards = await second;
  await until(() => afterwards.heard.length > 0);
  assert.deepEqual(afterwards.heard[0], { op: 'resume', conversations: { c: 2 } });
  [event(3), event(4), event(5), event(6), event(7)].forEach(afterwards.say);
  await until(() => seen.length === 7);
  assert.deepEqual(seen, [1, 5, 6, -2, -3, -4, 7]);
});

test('resumes after what the history showed', async () => {
  chat.knows('c', 40);
  const connected = gateway();
  chat.connect();
  const { heard } = await connected;

  await until(() => heard.length > 0);

  assert.deepEqual(heard[0].conversations, { c: 40 });
});

test('brings a new token when the old one runs out', async () => {
  const connected = gateway();
  chat.connect();
  const { heard, say } = await connected;

  say({ op: 'token_expiring', expires_at: Date.now() + 1_000 });

  await until(() => heard.some(({ op }) => op === 'auth'));
  assert.equal(heard.find(({ op }) => op === 'auth').token, 't');
});
