/** All hosts of a plan in one process: answers as the paths say, breaks as the faults say, and watches how politely it is asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Politeness } from './bound.ts'
import type { Fault, Kind, Plan } from './plan.ts'
import { watching } from './watch.ts'

/** What the server is told when it starts. */
export type Orders = { readonly faults: Plan['faults']; readonly politeness: Politeness }

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A dataset of images</title></head><body><h1>A dataset</h1><p>${'It holds images and what is to be seen on them. '.repeat(18)}</p></body></html>`
const FILE_BYTES = 12_345_678
const BEGINNING = Buffer.alloc(64 * 1024)

const ANSWERS: Readonly<Record<Kind, (request: IncomingMessage, response: ServerResponse) => void>> = {
  page: (_, response) => page(response, 200),
  missing: (_, response) => page(response, 404),
  removed: (_, response) => page(response, 410),
  login: (_, response) => page(response, 401),
  moved: ({ url = '' }, response) => response.writeHead(301, { location: url.replace('/moved/', '/page/') }).end(),
  file: (_, response) => response.writeHead(200, { 'content-type': 'application/zip', 'content-length': FILE_BYTES }).end(),
  'mute-head': ({ method }, response) => {
    if (method === 'HEAD') return
    const range = `bytes 0-${BEGINNING.length - 1}/${FILE_BYTES}`
    response.writeHead(206, { 'content-type': 'application/zip', 'content-length': BEGINNING.length, 'content-range': range }).end(BEGINNING)
  },
}

function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-length': PAGE.length }).end(PAGE)
}

process.once('message', ({ faults, politeness }: Orders) => {
  const watch = watching(politeness)
  const downSince = new Map<string, number>()
  let bytes = 0
  let connections = 0

  /** True when the host is in no state to answer this. */
  const broken = (fault: Fault, host: string, response: ServerResponse): boolean => {
    if (fault.kind === 'silent') return true
    if (fault.kind === 'busy') {
      if (watch.countOf(host) !== 3 && !watch.isRefusing(host)) return false
      watch.refuse(host, fault.seconds)
      response.writeHead(429, { 'retry-after': String(fault.seconds) }).end()
      return true
    }
    const since = downSince.get(host) ?? performance.now()
    downSince.set(host, since)
    if (performance.now() - since > fault.seconds * 1000) return false
    response.writeHead(503).end()
    return true
  }

  const server = createServer((request, response) => {
    const host = request.socket.localAddress ?? ''
    const left = watch.arrived(host)
    response.once('close', left)
    const [, kind = '', latency = '0'] = (request.url ?? '').split('/')
    const answer = () => {
      left()
      const fault = faults[host]
      if (fault === undefined || !broken(fault, host, response)) ANSWERS[kind as Kind](request, response)
    }
    if (latency === '0') answer()
    else setTimeout(answer, Number(latency))
  })
  server.on('connection', (socket) => {
    connections += 1
    socket
      .on('error', () => {})
      .on('close', () => {
        bytes += socket.bytesWritten
      })
  })
  server.listen(0, '0.0.0.0', 4096, () => process.send?.((server.address() as AddressInfo).port))
  process.once('message', () => {
    server.closeAllConnections()
    setImmediate(() => process.send?.({ ...watch.seen(), bytes, connections }, () => process.exit()))
  })
})
