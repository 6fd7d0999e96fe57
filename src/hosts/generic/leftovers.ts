/** What hosting services say where a site used to be: the address still points to them, and they know nothing of it. */
import type { Response } from '#model/http.ts'
import { text } from '../kit.ts'

type Leftover = { readonly service: string; readonly says: RegExp }

/** The sentences of can-i-take-over-xyz's list of fingerprints, by service; each answers with 404. */
const LEFTOVERS: readonly Leftover[] = [
  { service: 'GitHub Pages', says: /There isn't a GitHub Pages site here/ },
  { service: 'an S3 bucket', says: /<Code>NoSuchBucket<\/Code>|Code: NoSuchBucket/ },
  { service: 'Azure storage', says: /<Code>ContainerNotFound<\/Code>|404 Web Site not found/ },
  { service: 'Heroku', says: /No such app|\/no-such-app\.html/ },
  { service: 'Netlify', says: /Not Found - Request ID/ },
  { service: 'Vercel', says: /DEPLOYMENT_NOT_FOUND/ },
  { service: 'Surge', says: /project not found/ },
  { service: 'WordPress.com', says: /Do you want to register/ },
  { service: 'Bitbucket', says: /Repository not found/ },
  { service: 'Google Sites', says: /The requested URL was not found on this server\. That(?:’|'|&#39;|&rsquo;)s all we know/ },
  { service: 'Pantheon', says: /404 error unknown site!/ },
  { service: 'Read the Docs', says: /is unknown to Read the Docs/ },
]

/** Such pages are short; a longer one of the same words is a page of somebody's own. */
const LONGEST = 20_000

/** The service that no longer has the site, by an answer of status 404; undefined when the site itself denies the page. */
export function leftoverOf(response: Response): string | undefined {
  if (response.headers['x-vercel-error'] === 'DEPLOYMENT_NOT_FOUND') return 'Vercel'
  if (response.body.length > LONGEST) return undefined
  const said = text(response)
  return LEFTOVERS.find(({ says }) => says.test(said))?.service
}
