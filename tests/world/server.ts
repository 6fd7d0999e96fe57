/** The simulated internet on real sockets: an HTTP proxy on loopback behind which every host of the world answers over TLS. */
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { createAuthority } from '../support/certificates.ts'
import { bodyOf } from '../support/fixture.ts'
import type { Internet, Question } from './internet.ts'

export type World = {
  /** For `HTTPS_PROXY` and `HTTP_PROXY`. */
  readonly proxy: string
  /** The authority's certificate (PEM), for `NODE_EXTRA_CA_CERTS`. */
  readonly authority: string
  /** What was asked so far, in order. */
  readonly asked: readonly Question[]
  /** Resolves when this URL is asked for the next time. */
  nextQuestion(url: string): Promise<void>
  /** What the world answers from now on. */
  show(internet: Internet): void
  close(): Promise<void>
}

/** Opens a world for these host names; what it answers is shown night by night. */
export async function openWorld(hosts: readonly string[]): Promise<World> {
  const authority = await createAuthority()
  const certificate = await authority.issue(hosts)
  const asked: Question[] = []
  const questions = new EventEmitter()
  let internet: Internet | undefined

  const reply = async (question: Question, response: ServerResponse) => {
    asked.push(question)
    questions.emit(question.url)
    answer(internet, question, response)
  }
  const read = async (scheme: string, request: IncomingMessage): Promise<Question> => {
    const { method = 'GET', url = '/' } = request
    const body = await text(request)
    return { method, url: url.startsWith('/') ? `${scheme}://${request.headers.host}${url}` : url, ...(body !== '' && { body }) }
  }
  const inside = createTlsServer(certificate, async (request, response) => reply(await read('https', request), response))
  const proxy = createServer(async (request, response) => reply(await read('http', request), response))
  proxy.on('connect', ({ url = '' }, socket: Socket) => {
    socket.on('error', () => socket.destroy())
    if (!hosts.includes(url.replace(/:\d+$/, ''))) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    inside.emit('connection', socket)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')

  return {
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    authority: authority.cert,
    asked,
    nextQuestion: async (url) => void (await once(questions, url)),
    show: (shown) => {
      internet = shown
    },
    async close() {
      inside.closeAllConnections()
      proxy.closeAllConnections()
      proxy.close() // not waited for: the tunnel of a process that was killed in its handshake stays open for minutes
    },
  }
}

function answer(internet: Internet | undefined, question: Question, response: ServerResponse) {
  const found = internet?.answer(question)
  if (found === undefined) return void response.writeHead(404, { 'content-type': 'text/html' }).end('<title>404 Not Found</title><h1>Not Found</h1>')
  if ('failure' in found) return void (found.failure === 'timeout' ? undefined : response.destroy())
  const { status, headers, cookies } = found.response
  const type = found.response.json === undefined ? {} : { 'content-type': 'application/json' }
  const setCookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}; Path=/`)
  response.writeHead(status, { ...type, ...headers, ...(setCookie.length > 0 && { 'set-cookie': setCookie }) })
  response.end(question.method === 'HEAD' ? undefined : bodyOf(found.response))
}
