/** The ways to a host: straight, through a proxy's tunnel, or by asking the proxy itself; and the connections kept on each. */
import { type Dial, lenient, straight, toProxy, tunnel } from './dial.ts'
import type { Way } from './exchange.ts'
import type { Guard } from './guard.ts'
import type { Resolve } from './names.ts'
import { type Pools, pools } from './pools.ts'
import { type ProxyServer, type ProxySettings, proxies } from './proxies.ts'

export type Ways = {
  /** On a connection that is open already, if there is one. */
  usual(url: URL): Way
  /** On a connection of its own. */
  fresh(url: URL): Way
  /** Without a complete certificate chain; never through a proxy. */
  lenient(url: URL): Way
  proxied(url: URL): boolean
  close(): Promise<void>
}

export function ways(guard: Guard, resolve: Resolve, settings: ProxySettings): Ways {
  const proxyOf = proxies(settings)
  const direct = straight(guard, resolve)
  const tunnels = new Map<ProxyServer, Dial>()
  let dialled = 0

  const dial: Dial = (target, done) => {
    const proxy = target.protocol === 'https:' ? proxyOf(new URL(`https://${target.host}`)) : undefined
    if (proxy === undefined) return direct(target, done)
    const through = tunnels.get(proxy) ?? tunnel(proxy)
    tunnels.set(proxy, through)
    through(target, done)
  }
  const counted =
    (dialler: Dial): Dial =>
    (target, done) =>
      dialler(target, (...result) => {
        dialled += 1
        done(...result)
      })
  const kept = {
    usual: pools(counted(dial), { reuse: true }),
    fresh: pools(counted(dial), { reuse: false }),
    lenient: pools(counted(lenient(guard, resolve)), { reuse: true }),
    proxy: pools(counted(toProxy()), { reuse: true }),
    freshProxy: pools(counted(toProxy()), { reuse: false }),
  }

  const way = (url: URL, direct: Pools, proxied: Pools): Way => {
    const dials = () => dialled
    const proxy = url.protocol === 'http:' ? proxyOf(url) : undefined
    if (proxy === undefined) return { dispatcher: direct.of(url.origin), origin: url.origin, path: url.pathname + url.search, dials }
    const { origin, authorization } = proxy
    const headers = { host: url.host, ...(authorization && { 'proxy-authorization': authorization }) }
    return { dispatcher: proxied.of(origin.origin), origin: origin.origin, path: url.href, headers, dials }
  }

  return {
    usual: (url) => way(url, kept.usual, kept.proxy),
    fresh: (url) => way(url, kept.fresh, kept.freshProxy),
    lenient: (url) => way(url, kept.lenient, kept.proxy),
    proxied: (url) => proxyOf(url) !== undefined,
    async close() {
      await Promise.all(Object.values(kept).map((each) => each.close()))
    },
  }
}
