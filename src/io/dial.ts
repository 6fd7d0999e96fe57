/** Opens connections: straight to a checked address, or through a proxy's tunnel. */
import type { ClientRequest } from 'node:http'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { checkServerIdentity, createSecureContext, TLSSocket } from 'node:tls'
import { buildConnector } from 'undici'
import { failureOf, INCOMPLETE_CHAIN, Refusal } from './failures.ts'
import { bare, type Guard } from './guard.ts'
import { addressesOf, type Resolve } from './names.ts'
import type { ProxyServer } from './proxies.ts'

export type Dial = buildConnector.connector
type Target = buildConnector.Options

/** Milliseconds for name, connection, tunnel and TLS together; a host that needs longer is not there. */
const CONNECT_TIMEOUT = 10_000

/** Of several addresses each gets this long; Node's default of 250 ms is shorter than the way around the world and back. */
const ATTEMPT_TIMEOUT = 2_500

const LIMITS = { timeout: CONNECT_TIMEOUT, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: ATTEMPT_TIMEOUT, allowH2: false }

/** One context for all connections: reading the trusted roots anew for each costs a fifth of every handshake. */
const connector = (options: buildConnector.BuildOptions = {}): Dial => buildConnector({ ...LIMITS, ...options, secureContext: createSecureContext() })

/** Dials an address only after it was checked; no second look-up can put another in its place. */
export function straight({ forbids }: Guard, resolve: Resolve, tls: buildConnector.BuildOptions = {}): Dial {
  const checked = async (hostname: string) => {
    const addresses = await addressesOf(hostname, resolve)
    const bad = addresses.find(({ address }) => forbids(address))
    if (bad !== undefined) throw new Refusal('forbidden-address', bad.address)
    return addresses
  }
  const lookup: LookupFunction = (hostname, options, done) => {
    checked(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (options.all || first === undefined) done(null, [...addresses])
        else done(null, first.address, first.family)
      },
      (error) => done(error, []),
    )
  }
  const connect = connector({ ...tls, lookup })
  return (target, done) => {
    const host = bare(target.hostname)
    // look-up is skipped for a literal address
    if (isIP(host) !== 0 && forbids(host)) return done(new Refusal('forbidden-address', host), null)
    connect(target, (...[error, socket]) => {
      if (error !== null) return done(error, null)
      const address = socket.remoteAddress
      if (address === undefined || !forbids(address)) return done(null, socket)
      socket.destroy()
      done(new Refusal('forbidden-address', address), null)
    })
  }
}

/** Like `straight`, but a certificate whose chain is incomplete passes; one that is expired or for another name does not. */
export function lenient(guard: Guard, resolve: Resolve): Dial {
  const connect = straight(guard, resolve, { rejectUnauthorized: false, maxCachedSessions: 0 })
  return (target, done) =>
    connect(target, (...[error, socket]) => {
      if (error !== null) return done(error, null)
      const objection = objectionTo(socket, target)
      if (objection === undefined) return done(null, socket)
      socket.destroy()
      done(objection, null)
    })
}

function objectionTo(socket: Socket | TLSSocket, target: Target): Error | undefined {
  if (!(socket instanceof TLSSocket) || socket.authorized) return undefined
  const code = String(socket.authorizationError)
  if (code !== INCOMPLETE_CHAIN) return Object.assign(new Error(code), { code })
  const certificate = socket.getPeerCertificate()
  if (Date.parse(certificate.valid_to) < Date.now()) return new Refusal('tls-error', 'expired')
  return checkServerIdentity(target.servername || bare(target.hostname), certificate)
}

/** Dials the proxy itself, which the operator chose: it may have any address. */
export const toProxy = (): Dial => {
  const connect = connector()
  return (target, done) =>
    connect(target, (...[error, socket]) => (error === null ? done(null, socket) : done(new Refusal('proxy-refused', failureOf(error).detail), null)))
}

/** Dials through `CONNECT`; the certificate of the target is verified as if there were no proxy. */
export function tunnel(proxy: ProxyServer): Dial {
  const secure = connector()
  return (target, done) => {
    const host = target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname
    openTunnel(proxy, `${host}:${target.port || 443}`).then(
      (socket) => secure({ ...target, httpSocket: socket }, done),
      (error) => done(error, null),
    )
  }
}

async function openTunnel({ origin, authorization }: ProxyServer, place: string): Promise<Socket> {
  // loaded for those who have a proxy: as a module it costs everybody a tenth of a start
  const http = await import(origin.protocol === 'https:' ? 'node:https' : 'node:http')
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const request: ClientRequest = http.request({
    host: bare(origin.hostname),
    port: origin.port,
    method: 'CONNECT',
    path: place,
    headers: { host: place, ...(authorization && { 'proxy-authorization': authorization }) },
    agent: false,
  })
  let asked = false
  const timer = setTimeout(() => {
    // a proxy that took the question and is silent waits for the host
    reject(asked ? new Refusal('timeout', 'CONNECT not answered') : new Refusal('proxy-refused', 'ETIMEDOUT'))
  }, CONNECT_TIMEOUT)
  request
    .once('finish', () => {
      asked = true
    })
    .on('error', (error) => reject(new Refusal('proxy-refused', failureOf(error).detail)))
    .once('connect', (response, socket, head) => {
      if (head.length > 0) socket.unshift(head)
      if (response.statusCode === 200) resolve(socket)
      else reject(new Refusal('proxy-refused', `CONNECT answered ${response.statusCode}`))
    })
    .end()
  return promise
    .catch((error) => {
      request.destroy()
      throw error
    })
    .finally(() => clearTimeout(timer))
}
