/** Hosts that are told rather than run, by msw: for what a mock can honestly show, which is who is sent what. */
import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import type { RequestHandler } from 'msw'
import { defineNetwork, InterceptorSource } from 'msw/experimental'

/** Answers every connection of this process from the handlers; one that no handler knows is an error. Disposing ends that. */
export async function mockedHosts(...handlers: readonly RequestHandler[]): Promise<AsyncDisposable> {
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
    handlers: [...handlers],
    onUnhandledFrame: 'error',
    context: { quiet: true },
  })
  await network.enable()
  return { [Symbol.asyncDispose]: async () => network.disable() }
}
