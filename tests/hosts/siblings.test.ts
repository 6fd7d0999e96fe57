/** Addresses that cannot exist, and pages that are the same but for them; pages that send on, and what services leave behind. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leftoverOf } from '#hosts/generic/leftovers.ts'
import { refreshOf } from '#hosts/generic/refresh.ts'
import { alike, otherQuery, siblingOf } from '#hosts/generic/sibling.ts'
import { ASKED, page, response } from './answers.ts'

describe('an address that cannot exist', () => {
  it.each([
    ['https://data.example.org/sets/9', /^https:\/\/data\.example\.org\/sets\/[a-z]{25}$/],
    ['https://data.example.org/sets/9/', /^https:\/\/data\.example\.org\/sets\/[a-z]{25}\/$/],
    ['https://data.example.org/a/scans.nii.gz', /^https:\/\/data\.example\.org\/a\/[a-z]{25}\.gz$/],
    ['https://data.example.org/view.php?id=7', /^https:\/\/data\.example\.org\/[a-z]{25}\.php$/],
    ['https://data.example.org/?id=7', /^https:\/\/data\.example\.org\/[a-z]{25}\/?$/],
  ])('beside %s stands in the same folder and is called alike', (url, form) => {
    expect(siblingOf(url, 1)).toMatch(form)
  })

  it.each([
    ['https://data.example.org/show.php?id=12', /^https:\/\/data\.example\.org\/show\.php\?id=9\d{8}$/],
    ['https://data.example.org/show?set=retina&page=2', /^https:\/\/data\.example\.org\/show\?set=[a-z]{25}&page=9\d{8}$/],
    ['https://data.example.org/show?12', /^https:\/\/data\.example\.org\/show\?9\d{8}=$/],
  ])('is asked for by another query than that of %s', (url, form) => {
    expect(otherQuery(url, 1)).toMatch(form)
    expect(otherQuery(url, 1)).toBe(otherQuery(url, 1))
    expect(otherQuery(url, 2)).not.toBe(otherQuery(url, 1))
    expect(otherQuery(url.replace(/\?.*/, ''), 1)).toBeUndefined()
  })

  it('is the same every night, another for each link, and another the second time', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.webUrl(), (one, other) => {
        expect(siblingOf(one, 1)).toBe(siblingOf(one, 1))
        expect(siblingOf(one, 1)).not.toBe(siblingOf(one, 2))
        expect(new URL(siblingOf(one, 1)).origin).toBe(new URL(one).origin)
        fc.pre(one !== other)
        expect(siblingOf(one, 1)).not.toBe(siblingOf(other, 1))
      }),
    )
  })
})

describe('two pages are alike', () => {
  const beside = (body: string, more = {}) => response({ url: 'https://data.example.org/sets/zzz', body, ...more })
  const words = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`).join(' ')

  it('when they say the same, but for the address they repeat', () => {
    const lost = (name: string) => page(`${name} - Portal`, `<p>${words(40)} ${name}</p>`)
    expect(alike(response({ url: 'https://data.example.org/sets/retina-2019', body: lost('retina-2019') }), beside(lost('zzz')))).toBe(true)
  })

  it('not under titles of their own, however long the template is they share', () => {
    const entry = (title: string) => page(`${title} | Data portal`, words(200))
    const one = response({ url: 'https://data.example.org/sets/9', body: entry('MEDEC: Error Detection') })
    expect(alike(one, beside(entry('Not here')))).toBe(false)
    expect(alike(one, beside(page('Data portal', words(200))))).toBe(false)
    expect(alike(one, beside(entry('MEDEC: error detection')))).toBe(true)
  })

  it('when titles repeat the address in words, or a value of its query', () => {
    const lost = (name: string) => page(`${name} - Portal`, `<p>${words(200)} ${name}</p>`)
    const named = response({ url: 'https://data.example.org/sets/retina%20scans-2019', body: lost('Retina scans 2019') })
    expect(alike(named, beside(lost('zzz')))).toBe(true)
    const asked = response({ url: 'https://data.example.org/show.php?id=12', body: lost('12') })
    expect(alike(asked, response({ url: 'https://data.example.org/show.php?id=912345678', body: lost('912345678') }))).toBe(true)
  })

  it('when a name stands in every title, or a short one in its own words', () => {
    const asked = (url: string, title: string) => response({ url: `https://data.example.org/${url}`, body: page(title, words(40)) })
    const pairs: [string, string, string, string][] = [
      ['data', 'Data portal', 'zzz', 'Data portal'],
      ['ct-1', 'CT 1 | Portal', 'zzz', 'zzz | Portal'],
      ['scans.nii.gz', 'Scans | Portal', 'zzz.gz', 'Zzz | Portal'],
      ['sets/Médée', 'medee | Portal', 'sets/zzz', 'zzz | Portal'],
      ['9', 'data/9/files', 'zzz', 'data/zzz/files'],
      ['9', 'Portal 14:10:07', 'zzz', 'Portal 14:10:58'],
    ]
    for (const [one, title, other, another] of pairs) expect(alike(asked(one, title), asked(other, another)), one).toBe(true)
    expect(alike(asked('art', 'Art | Portal'), asked('zzz', 'Articles | Portal'))).toBe(false)
    expect(alike(asked('art', 'Articles | Portal'), asked('zzz', 'zzz | Portal'))).toBe(false)
  })

  it('up to one word in twenty', () => {
    const one = response({ body: page('', words(100)) })
    expect(alike(one, beside(page('', `${words(96)} a b c d`)))).toBe(true)
    expect(alike(one, beside(page('', `${words(94)} a b c d e f`)))).toBe(false)
  })

  it('in Chinese by the character', () => {
    const one = response({ body: page('', '该数据集包含五百例眼底图像以及医生的标注供研究人员下载使用') })
    expect(alike(one, beside(page('', '该数据集包含五百例眼底图像以及医生的标注供研究人员下载使用')))).toBe(true)
    expect(alike(one, beside(page('', '该数据集包含三百例胸部图像以及患者的年龄供研究人员下载使用')))).toBe(false)
  })

  it('when redirects led to one place; never when only one was redirected, or nothing is said', () => {
    const led = (from: string) =>
      response({ url: `https://data.example.org/?from=${from}`, hops: [{ url: `https://data.example.org/${from}`, status: 302 }], body: from })
    expect(alike(led('one'), led('other'))).toBe(true)
    expect(alike(led('one'), beside('one'))).toBe(false)
    expect(alike(response(), beside(''))).toBe(false)
  })

  it('whatever their size, within a moment', () => {
    const start = performance.now()
    alike(response({ body: page('', 'a '.repeat(130_000)) }), beside(page('', 'b '.repeat(130_000))))
    alike(response({ body: page('', '数'.repeat(80_000)) }), beside(page('', '据'.repeat(80_000))))
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('however long their addresses', () => {
    const long = response({ url: `https://data.example.org/show?${'a'.repeat(300)}=${'token'.repeat(20_000)}`, body: page('Portal', words(40)) })
    expect(alike(long, beside(page('Portal', words(40))))).toBe(true)
  })
})

describe('a page that sends its reader on', () => {
  const tag = (content: string) => response({ body: `<html><head><meta http-equiv="Refresh" content="${content}"></head></html>` })
  it.each([
    ['0; url=/new', 'https://data.example.org/new'],
    ["0;URL='new'", 'https://data.example.org/sets/new'],
    ['5, https://other.example.org/a?b=1&amp;c=2', 'https://other.example.org/a?b=1&c=2'],
    [' 1.5 ; url = /new ', 'https://data.example.org/new'],
  ])('by a tag that says "%s"', (content, place) => {
    expect(refreshOf(tag(content))).toBe(place)
  })

  it.each(['', '0', '5', 'url=/new', '6; url=/new', '0; url=javascript:alert(1)', '0; url=magnet:?xt=1', '0; url=', '0; url=http://['])(
    'does not by one that says "%s"',
    (content) => {
      expect(refreshOf(tag(content))).toBeUndefined()
    },
  )

  it('does not by words in a script, a comment or a text', () => {
    const meta = '<meta http-equiv="refresh" content="0; url=/new">'
    for (const body of [`<script>'${meta}'</script>`, `<!-- ${meta} -->`, `<noscript>${meta}</noscript>`, `<textarea>${meta}</textarea>`]) {
      expect(refreshOf(response({ body: `<html>${body}</html>` })), body).toBeUndefined()
    }
  })
})

describe('an answer is what a service leaves behind:', () => {
  it.each([
    ['GitHub Pages', "<p>There isn't a GitHub Pages site here.</p>"],
    ['an S3 bucket', '<Error><Code>NoSuchBucket</Code></Error>'],
    ['an S3 bucket', '<ul><li>Code: NoSuchBucket</li></ul>'],
    ['Azure', '<Error><Code>ContainerNotFound</Code></Error>'],
    ['Azure', '<h2>404 Web Site not found.</h2>'],
    ['Heroku', '<title>No such app</title>'],
    ['Heroku', '<iframe src="//www.herokucdn.com/error-pages/no-such-app.html"></iframe>'],
    ['Netlify', 'Not Found - Request ID: 01J'],
    ['Vercel', 'The deployment could not be found on Vercel. DEPLOYMENT_NOT_FOUND'],
    ['Surge', '<h1>project not found</h1>'],
    ['WordPress.com', '<p>Do you want to register <em>fire.wordpress.com</em>?</p>'],
    ['Bitbucket', '<title>Repository not found</title>'],
    ['Pantheon', '<h1>404 error unknown site!</h1>'],
    ['Read the Docs', '<p>fire.readthedocs.io is unknown to Read the Docs</p>'],
  ])('%s: %s', (service, body) => {
    expect(leftoverOf(response({ status: 404, body }))).toBe(`${service} no longer has this site`)
  })

  it.each(['’', "'", '&#39;', '&rsquo;'])("Google's general sentence, with %s, which is said of a page", (sign) => {
    const body = `<p>The requested URL was not found on this server. That${sign}s all we know.`
    expect(leftoverOf(response({ status: 404, body }))).toBe('Google has no page at this address')
  })

  it('not a 404 of the site itself, nor a long page about such things', () => {
    expect(leftoverOf(response({ status: 404, body: page('Not Found') }))).toBeUndefined()
    expect(leftoverOf(response({ status: 404, body: `<Code>NoSuchBucket</Code>${'x'.repeat(30_000)}` }))).toBeUndefined()
    const headers = { 'x-vercel-error': 'DEPLOYMENT_NOT_FOUND' }
    expect(leftoverOf(response({ status: 404, url: ASKED.url, headers }))).toBe('Vercel no longer has this site')
  })
})
