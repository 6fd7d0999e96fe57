/** Real servers on this machine's loopback addresses, and networks that find every host name there. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net'
import type { Clock } from '#io/clock.ts'
import { createNetwork, type Network, type NetworkOptions } from '#io/network.ts'
import type { Exchange, Request, Response, Transport } from '#model/http.ts'

export type Served = AsyncDisposable & {
  readonly port: number
  /** `METHOD host path` of every request, in the order of arrival. */
  readonly asked: string[]
  /** Connections accepted so far. */
  readonly connections: () => number
  /** The URL of a path on this server under a host name. */
  url(path?: string, host?: string): string
}

type Certificate = { readonly key: string; readonly cert: string }

/** An HTTP server, or an HTTPS server when a certificate is given. */
export async function serve(listener: RequestListener, certificate?: Certificate): Promise<Served> {
  const asked: string[] = []
  const answer: RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.headers.host?.replace(/:\d+$/, '')} ${request.url}`)
    response.on('error', () => {})
    listener(request, response)
  }
  const server = certificate ? createSecureServer(certificate, answer) : createServer(answer)
  return { ...(await listening(server, certificate ? 'https' : 'http')), asked }
}

/** A TCP server, for answers that no HTTP server gives. */
export async function serveRaw(onSocket: (socket: Socket) => void, address?: string): Promise<Omit<Served, 'asked'>> {
  return listening(createTcpServer(onSocket), 'http', address)
}

/** A host that is there and says one thing to every question, byte for byte. */
export const saying = (words: string | Buffer): Promise<Omit<Served, 'asked'>> =>
  serveRaw((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.write(words))
  })

async function listening(server: TcpServer | Server, scheme: 'http' | 'https', address = '127.0.0.1'): Promise<Omit<Served, 'asked'>> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((ready) => server.listen(0, address, ready))
  const { port } = server.address() as AddressInfo
  return {
    port,
    connections: () => connections,
    url: (path = '/', host = 'host.test') => `${scheme}://${host}:${port}${path}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** A port nobody listens on. */
export async function closedPort(): Promise<number> {
  await using server = await serveRaw(() => {})
  return server.port
}

const LOOPBACK = [{ address: '127.0.0.1', family: 4 }]

/** A network for which every name is this machine, and nobody waits for politeness. */
export function open(options: Partial<NetworkOptions> = {}): Network & AsyncDisposable & { readonly ask: Transport } {
  const network = createNetwork({
    userAgent: 'stillthere-test',
    timeout: 5_000,
    concurrency: 16,
    laneOf: (id) => ({ id, pace: { concurrency: 4, spacing: 0 } }),
    allow: ['127.0.0.0/8'],
    secrets: new Map(),
    proxy: {},
    resolve: async () => LOOPBACK,
    clock: patientClock(),
    ...options,
  })
  return { ...network, ask: (request) => network.session().converse()(request), [Symbol.asyncDispose]: () => network.close() }
}

/** A clock on which waiting takes no time: it jumps to the end of every sleep, and tells how long those were. */
export function patientClock(now = Date.parse('2026-11-25T00:00:00Z')): Clock & { readonly slept: number[] } {
  const slept: number[] = []
  return {
    slept,
    now: () => now,
    async sleep(ms) {
      slept.push(ms)
      const until = now + ms
      await Promise.resolve()
      now = Math.max(now, until)
    },
  }
}

export const get = (url: string, more: Partial<Request> = {}): Request => ({ method: 'GET', url, ...more })

/** The response of an exchange that must have one. */
export function responseOf(exchange: Exchange): Response {
  if ('response' in exchange) return exchange.response
  throw new Error(`no response: ${exchange.failure} ${exchange.detail}`)
}

/** The failure of an exchange that must have none, with its detail. */
export function failureOf(exchange: Exchange): string {
  if ('failure' in exchange) return `${exchange.failure}: ${exchange.detail}`
  throw new Error(`no failure: HTTP ${exchange.response.status}`)
}

export const textOf = (exchange: Exchange): string => new TextDecoder().decode(responseOf(exchange).body)
