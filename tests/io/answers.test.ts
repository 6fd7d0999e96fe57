/** What a question looks like to the host, and what its answer becomes. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { failureOf, get, open, patientClock, responseOf, saying, serve, serveRaw, textOf } from '../support/loopback.ts'

it('names itself, accepts anything, and leaves both to a request that knows better', async () => {
  const seen: (string | undefined)[][] = []
  await using host = await serve(({ headers }, response) => {
    seen.push([headers['user-agent'], headers.accept, headers['accept-encoding']])
    response.end()
  })
  await using network = open()
  await network.ask(get(host.url()))
  await network.ask(get(host.url(), { headers: { 'user-agent': 'Mozilla/5.0', accept: 'application/json' } }))
  await network.ask(get(host.url(), { headers: { range: 'bytes=0-99' } }))
  expect(seen).toEqual([
    ['stillthere-test', '*/*', 'gzip, deflate, br'],
    ['Mozilla/5.0', 'application/json', 'gzip, deflate, br'],
    ['stillthere-test', '*/*', 'identity'],
  ])
})

it('sends a body as it is, and reads status, headers and body', async () => {
  let sent = ''
  await using host = await serve(async (request, response) => {
    for await (const chunk of request) sent += chunk
    response.writeHead(418, { 'x-twice': ['a', 'b'], 'content-type': 'text/plain' }).end('short and stout')
  })
  await using network = open()
  const exchange = await network.ask({ method: 'POST', url: host.url(), body: 'pwd=密码', headers: { 'content-type': 'text/x' } })
  expect(sent).toBe('pwd=密码')
  expect(responseOf(exchange)).toMatchObject({
    status: 418,
    headers: { 'x-twice': 'a, b', 'content-type': 'text/plain' },
    truncated: false,
    hops: [],
  })
  expect(textOf(exchange)).toBe('short and stout')
})

it('sends neither the fragment nor the user of a URL', async () => {
  let authorization: string | undefined
  await using host = await serve((request, response) => {
    authorization = request.headers.authorization
    response.end()
  })
  await using network = open()
  const response = responseOf(await network.ask(get(`http://user:secret@host.test:${host.port}/a?b#c`)))
  expect(host.asked).toEqual(['GET host.test /a?b'])
  expect(authorization).toBeUndefined()
  expect(response.url).toBe(host.url('/a?b'))
})

it('keeps the connection over a HEAD, and asks at once on a new one when the old one has died', async () => {
  await using host = await serveRaw((socket) => {
    let questions = 0
    socket.on('data', () => {
      questions += 1
      if (questions < 3) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n')
      else socket.resetAndDestroy()
    })
  })
  const clock = patientClock()
  await using network = open({ clock })
  for (const path of ['/1', '/2']) await network.ask({ method: 'HEAD', url: host.url(path) })
  expect(host.connections()).toBe(1)
  expect(responseOf(await network.ask({ method: 'HEAD', url: host.url('/3') })).status).toBe(200)
  expect(host.connections()).toBe(2)
  expect(clock.slept).toEqual([])
})

it('survives a server that sends a body after a HEAD', async () => {
  await using host = await serveRaw((socket) => {
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\noops'))
  })
  await using network = open()
  for (const path of ['/1', '/2', '/3']) {
    expect(responseOf(await network.ask({ method: 'HEAD', url: host.url(path) })), path).toMatchObject({ status: 200, body: new Uint8Array() })
  }
})

it('does not repeat a POST whose connection broke', async () => {
  let questions = 0
  await using host = await serveRaw((socket) => {
    socket.on('data', () => {
      questions += 1
      socket.resetAndDestroy()
    })
  })
  await using network = open()
  expect(failureOf(await network.ask({ method: 'POST', url: host.url(), body: 'x' }))).toBe('connection-reset: ECONNRESET')
  expect(questions).toBe(1)
})

it.each([
  ['closes without a word', 'connection-reset: other side closed', (socket: { end(): void }) => socket.end()],
  ['resets the connection', 'connection-reset: ECONNRESET', (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy()],
] as const)('a host that %s is %s', async (_, failure, act) => {
  await using host = await serveRaw((socket) => socket.once('data', () => act(socket)))
  await using network = open()
  expect(failureOf(await network.ask(get(host.url())))).toBe(failure)
})

it.each([
  ['speaks another protocol', '220 ftp.host.test FTP server ready\r\n'],
  ['breaks the status line', 'HTTP/1.1 abc OK\r\n\r\n'],
  ['breaks a header', 'HTTP/1.1 200 OK\r\nno colon here\r\n\r\n'],
  ['never stops its headers', `HTTP/1.1 200 OK\r\n${`x-filler: ${'y'.repeat(1000)}\r\n`.repeat(200)}`],
  ['gives two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd'],
  ['breaks its chunks', 'HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n'],
])('a host that %s is a bad-response', async (_, words) => {
  await using host = await saying(words)
  await using network = open()
  expect(failureOf(await network.ask(get(host.url())))).toMatch(/^bad-response: /)
})

it('reads an answer with more headers than most', async () => {
  const headers = Array.from({ length: 40 }, (_, i): [string, string] => [`x-policy-${i}`, 'a'.repeat(1000)])
  await using host = await serve((_, response) => response.writeHead(200, Object.fromEntries(headers)).end('hello'))
  await using network = open()
  expect(textOf(await network.ask(get(host.url())))).toBe('hello')
})

it('reads an answer behind early hints', async () => {
  await using host = await saying('HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
  await using network = open()
  const exchange = await network.ask(get(host.url()))
  expect(responseOf(exchange)).toMatchObject({ status: 200, headers: { 'content-length': '2' } })
  expect(textOf(exchange)).toBe('ok')
})

it('takes a header named like an object of JavaScript for a header', async () => {
  await using host = await saying('HTTP/1.1 200 OK\r\n__proto__: x\r\nconstructor: y\r\ncontent-length: 0\r\nset-cookie: __proto__=z\r\n\r\n')
  await using network = open()
  const { headers, cookies } = responseOf(await network.ask(get(host.url())))
  expect(headers.constructor).toBe('y')
  expect(Object.entries(cookies)).toEqual([['__proto__', 'z']])
})

it('gives an exchange whatever the host says, byte for byte', async () => {
  const page = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\nset-cookie: a=b\r\ncontent-encoding: gzip\r\n\r\nhello'
  const redirect = 'HTTP/1.1 302 Found\r\nlocation: /x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'
  const damaged = fc.tuple(fc.constantFrom(page, redirect), fc.nat(), fc.uint8Array({ maxLength: 8 })).map(([answer, at, noise]) => {
    const cut = at % answer.length
    return Buffer.concat([Buffer.from(answer.slice(0, cut)), noise, Buffer.from(answer.slice(cut))])
  })
  let words = Buffer.of()
  await using host = await serveRaw((socket) => socket.once('data', () => socket.end(words)))
  await using network = open()
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 }).map(Buffer.from)), async (said) => {
      words = said
      const exchange = await network.ask(get(host.url(), { timeout: 1_000 }))
      expect('failure' in exchange ? exchange.failure : `HTTP ${exchange.response.status}`).toMatch(/^(?:[a-z]+(?:-[a-z]+)+|timeout|HTTP [1-9]\d*)$/)
    }),
    { numRuns: 200 },
  )
})

it('turns what cannot be sent into a failure instead of an exception', async () => {
  await using network = open()
  expect(failureOf(await network.ask(get('http://host.test/', { headers: { referer: '中\n文' } })))).toMatch(/^bad-response: /)
  expect(failureOf(await network.ask(get('no url at all')))).toBe('bad-response: not a URL')
  expect(failureOf(await network.ask(get('magnet:?xt=urn:btih:0')))).toBe('unsupported-scheme: magnet:')
  expect(failureOf(await network.ask(get('ftp://host.test/file')))).toBe('unsupported-scheme: ftp:')
})
