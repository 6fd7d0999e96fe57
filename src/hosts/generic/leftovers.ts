/** What hosting services say where a site used to be: the address still points to them, and they know nothing of it. */
import type { Response } from '#model/http.ts'
import { text } from '../kit.ts'

const lost = (service: string) => `${service} no longer has this site`

/** The sentences of can-i-take-over-xyz's list of fingerprints, and what they mean; each comes with status 404. */
const LEFTOVERS: readonly (readonly [RegExp, string])[] = [
  [/There isn't a GitHub Pages site here/, lost('GitHub Pages')],
  [/<Code>NoSuchBucket<\/Code>|Code: NoSuchBucket/, lost('an S3 bucket')],
  [/<Code>ContainerNotFound<\/Code>|404 Web Site not found/, lost('Azure')],
  [/No such app|\/no-such-app\.html/, lost('Heroku')],
  [/Not Found - Request ID/, lost('Netlify')],
  [/DEPLOYMENT_NOT_FOUND/, lost('Vercel')],
  [/project not found/, lost('Surge')],
  [/Do you want to register/, lost('WordPress.com')],
  [/Repository not found/, lost('Bitbucket')],
  // listed for Google Sites, but said by all of Google of any page
  [/The requested URL was not found on this server\. That(?:’|'|&#39;|&rsquo;)s all we know/, 'Google has no page at this address'],
  [/404 error unknown site!/, lost('Pantheon')],
  [/is unknown to Read the Docs/, lost('Read the Docs')],
]

/** Such pages are short; a longer one of the same words is a page of somebody's own. */
const LONGEST = 20_000

/** What an answer of status 404 means, where it is a service's word and not the site's own. */
export function leftoverOf(response: Response): string | undefined {
  if (response.headers['x-vercel-error'] === 'DEPLOYMENT_NOT_FOUND') return lost('Vercel')
  if (response.body.length > LONGEST) return undefined
  const said = text(response)
  return LEFTOVERS.find(([says]) => says.test(said))?.[1]
}
