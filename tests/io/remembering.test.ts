/** Within a host's night the same question is asked once. */
import { expect, it } from 'vitest'
import { closedPort, failureOf, get, open, responseOf, serve, textOf } from '../support/loopback.ts'

it('asks one page with five fragments once, even when all five are asked at the same time', async () => {
  await using host = await serve((_, response) => response.end('page'))
  await using network = open()
  const session = network.session()
  const urls = [1, 2, 3, 4, 5].map((n) => host.url(`/page#${n}`))
  const exchanges = await Promise.all(urls.map((url) => session.converse()(get(url))))
  expect(host.asked).toHaveLength(1)
  expect(exchanges.map(({ request }) => request.url)).toEqual(urls)
})

it.each([
  ['method', { method: 'HEAD' }],
  ['headers', { headers: { accept: 'application/json' } }],
  ['body', { method: 'POST', body: 'a' }],
  ['limit', { limit: 10 }],
  ['timeout', { timeout: 4_000 }],
  ['redirect', { redirect: 'manual' }],
  ['credential', { credential: 'TOKEN' }],
] as const)('asks again when the %s is another', async (_, more) => {
  await using host = await serve((_, response) => response.end('page'))
  await using network = open()
  const session = network.session()
  await session.converse()(get(host.url()))
  await session.converse()(get(host.url(), more))
  expect(host.asked).toHaveLength(2)
})

it('asks again when the cookies are others, and gives the cookies of a remembered answer', async () => {
  await using host = await serve((request, response) => {
    if (request.url === '/init') response.setHeader('set-cookie', 'id=1; Path=/')
    response.end(request.headers.cookie)
  })
  await using network = open()
  const session = network.session()
  const [one, two, three] = [session.converse(), session.converse(), session.converse()]
  await one(get(host.url('/init')))
  const init = await two(get(host.url('/init')))
  expect(responseOf(init).cookies).toEqual({ id: '1' })
  await one(get(host.url('/list')))
  await two(get(host.url('/list')))
  await three(get(host.url('/list')))
  expect(host.asked).toEqual(['GET host.test /init', 'GET host.test /list', 'GET host.test /list'])
})

it("asks once when only the cookies of another host are others, and mixes up nobody's cookies", async () => {
  let visitors = 0
  await using host = await serve((request, response) => {
    if (request.url === '/visit') response.setHeader('set-cookie', `id=${++visitors}; Path=/`)
    response.end(request.headers.cookie)
  })
  await using network = open()
  const session = network.session()
  const [one, two] = [session.converse(), session.converse()]
  await one(get(host.url('/visit')))
  await two(get(host.url('/visit'), { headers: { accept: 'text/html' } }))
  for (const conversation of [one, two]) await conversation(get(host.url('/list', 'api.test')))
  expect(host.asked.filter((asked) => asked.includes('/list'))).toHaveLength(1)
  expect(textOf(await one(get(host.url('/who'))))).toBe('id=1')
  expect(textOf(await two(get(host.url('/who'))))).toBe('id=2')
})

it('remembers failures, and forgets everything with the session', async () => {
  const port = await closedPort()
  let resolved = 0
  await using network = open({
    async resolve() {
      resolved += 1
      return [{ address: '127.0.0.1', family: 4 }]
    },
  })
  const session = network.session()
  for (const conversation of [session.converse(), session.converse(), network.session().converse()]) {
    expect(failureOf(await conversation(get(`http://host.test:${port}/`)))).toBe('connection-refused: ECONNREFUSED')
  }
  expect(resolved).toBe(2)
})
