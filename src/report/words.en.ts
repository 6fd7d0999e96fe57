/** The reports in English. */
import type { Words } from './words.ts'

/** So many of them, in words that agree. */
export const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`
const sentence = (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}.`

const RESTRICTED = 'Mark the link as access: restricted, or find an open copy.'
const WAIT = 'Wait for another night; if it lasts, find another source.'

export const en: Words = {
  status: {
    alive: { word: 'alive', meaning: 'The host vouches for it.' },
    restricted: { word: 'restricted', meaning: 'It exists, but not for everybody.' },
    gone: { word: 'gone', meaning: 'The host itself says that there is nothing here for the public.' },
    invalid: { word: 'invalid', meaning: 'The link as it is written cannot work; the catalogue must change.' },
    unreachable: { word: 'unreachable', meaning: 'There was no answer that counts.' },
    blocked: { word: 'blocked', meaning: 'The host refused this monitor, which says nothing about the link.' },
    unknown: { word: 'unknown', meaning: 'There was an answer that nobody can judge.' },
  },
  reason: {
    served: { what: 'the host served it', todo: 'Nothing to do.' },
    listed: { what: "the host's own interface describes it", todo: 'Nothing to do.' },
    'login-required': { what: 'only people who log in can see it', todo: RESTRICTED },
    'approval-required': { what: 'the owner must approve every reader', todo: RESTRICTED },
    'agreement-required': { what: 'an agreement must be accepted first', todo: RESTRICTED },
    'payment-required': { what: 'it costs money', todo: RESTRICTED },
    embargoed: { what: 'it is under embargo and not released yet', todo: 'Mark the link as access: restricted until it is released.' },
    'not-found': { what: 'the host does not know it', todo: 'Find its present address, or take the link out.' },
    removed: { what: 'it was cancelled or deleted', todo: 'Ask the owner to share it again, or find another copy.' },
    expired: { what: 'it was shared for a limited time, which is over', todo: 'Ask the owner to share it again, or find another copy.' },
    'taken-down': { what: 'the host took it down', todo: 'Find another source.' },
    'not-public': {
      what: 'it is private or removed; the host does not say which',
      todo: 'Ask the owner to make it public, or find another copy.',
    },
    empty: { what: 'it exists, but holds nothing', todo: 'Ask the owner where the files are, or find another copy.' },
    'soft-404': { what: 'the page says "not found", although the server says OK', todo: 'Find its present address, or take the link out.' },
    parked: { what: 'the domain is parked or for sale', todo: 'Find out where the project has moved, or take the link out.' },
    'malformed-url': { what: 'it is not a URL', todo: 'Correct the link in the catalogue.' },
    'incomplete-url': { what: 'the URL is cut off; a part of it is missing', todo: 'Copy the whole link from the host again.' },
    'not-a-dataset': { what: 'it leads to a page that is not a dataset', todo: 'Replace it with the address of the dataset itself.' },
    'passcode-missing': { what: 'the share asks for a passcode, and the catalogue has none', todo: 'Add the passcode to the link.' },
    'passcode-rejected': { what: 'the host rejects the passcode of the catalogue', todo: 'Ask the owner for the right passcode and correct it.' },
    'dns-not-found': { what: 'its domain does not exist', todo: 'Check how the domain is spelt, or find out where the project has moved.' },
    'dns-failure': { what: 'its domain could not be looked up', todo: WAIT },
    'connection-refused': { what: 'the server refuses connections', todo: WAIT },
    'connection-reset': { what: 'the server breaks the connection off', todo: WAIT },
    timeout: { what: 'the server does not answer in time', todo: WAIT },
    'tls-error': { what: 'no secure connection can be made', todo: 'Tell the operator of the site that the certificate does not work.' },
    'redirect-loop': { what: 'the server redirects in a circle', todo: 'Find its present address.' },
    'server-error': { what: 'the server reports an error of its own', todo: WAIT },
    'bad-response': { what: 'the server answers something that cannot be read', todo: WAIT },
    'host-down': { what: 'the whole host does not answer', todo: WAIT },
    'rate-limited': { what: 'the host limits how often it may be asked', todo: 'Nothing to do; if it lasts, give the host a longer spacing.' },
    challenged: { what: 'the host wants a captcha or a browser check', todo: 'Open the link by hand once in a while.' },
    refused: { what: 'the host refuses this monitor', todo: 'Open the link by hand once in a while.' },
    unrecognised: { what: 'the host gave an answer that its checker does not know', todo: 'Open the link by hand, and report the answer.' },
    uncalibrated: {
      what: 'the host failed its controls, so its word does not count tonight',
      todo: 'Nothing to do; if it lasts, look at the controls.',
    },
    'forbidden-address': { what: 'it leads to a private or reserved address, which is never contacted', todo: 'Correct the link.' },
    'unsupported-scheme': { what: 'only http and https links can be checked', todo: 'Check it by hand, or add an https link.' },
    'checker-error': { what: 'the checker itself failed', todo: 'Report this as a bug.' },
  },
  warning: {
    'tls-chain-incomplete': { what: 'the server does not send its whole certificate chain', todo: 'Tell the operator of the site.' },
    moved: { what: 'it has moved', todo: 'Write the present address into the catalogue.' },
    'insecure-http': { what: 'it is written with http and is served over https', todo: 'Write https into the catalogue.' },
    archived: { what: 'it is archived; nobody maintains it any more', todo: 'Look for a successor.' },
    'no-seeders': { what: 'nobody shares this torrent at the moment', todo: 'Look for another copy.' },
    empty: { what: 'it is described, but lists no files', todo: 'Open it and see whether there is anything to download.' },
    'truncated-download': { what: 'the download ends too early', todo: 'Download it by hand, and tell the host.' },
    'wrong-type': { what: 'it is not the kind of file its name promises', todo: 'Open it and see what it is.' },
    'fragment-missing': { what: 'the place inside it that the link names is not there', todo: 'Open it and correct the end of the link.' },
    changed: { what: 'its title, size or version is no longer what it was', todo: 'See whether it is still the same dataset.' },
    'catalogue-only': { what: 'it is described, but has no files to download', todo: 'Look for the place of the files.' },
  },
  control: { ok: 'passed', failed: 'failed', unanswered: 'no answer', none: 'none' },
  section: {
    broken: { title: 'Broken' },
    suspected: { title: 'Suspected', about: 'Seen, but not believed yet: the next nights decide. Nothing to do.' },
    unjudged: { title: 'Could not be checked', about: 'This says nothing about the links.' },
    restricted: { title: 'Not open to everybody', about: 'The catalogue promises open access to these.' },
    warnings: { title: 'Worth a look', about: 'Noticed along the way; the status does not depend on it.' },
    hosts: {
      title: 'Hosts',
      about:
        'Every night a host is asked about a link that is known to exist and one that is known not to. If it cannot tell them apart, its word does not count.',
    },
    paused: { title: 'Paused', about: 'Known and accepted; not checked.' },
    linkless: { title: 'Datasets without a link' },
    shared: { title: 'Links of several datasets' },
    catalogue: { title: 'The whole catalogue' },
    legend: { title: 'What the words mean' },
  },
  label: {
    link: 'Link',
    where: 'Where',
    witness: 'On whose word',
    todo: 'What to do',
    replacement: 'Replacement',
    detail: 'Detail',
    warning: 'Warning',
    report: 'Report',
    title: 'Title',
    bytes: 'Bytes',
    files: 'Files',
    version: 'Version',
    licence: 'Licence',
    updatedAt: 'Updated',
  },
  column: {
    dataset: 'Dataset',
    task: 'Task',
    region: 'Region',
    format: 'Format',
    count: 'Count',
    links: 'Links',
    status: 'Status',
    meaning: 'Meaning',
    id: 'ID',
    host: 'Host',
    trusted: 'Believed',
    present: 'Known link vouched for',
    absent: 'Unknown link denied',
    pace: 'Pace',
    controls: 'Controls',
  },
  paused: 'paused',
  unchecked: 'not checked yet',
  linkless: 'no link',
  unasked: 'decided without a request',
  byHand: 'Open the link by hand.',

  headline({ links, broken, suspected, unjudged }) {
    if (links === 0) return 'Nothing to do: no link has been checked.'
    if (broken === 0 && unjudged === links) return `Nothing could be judged: ${count(links, 'link')} gave no answer that counts.`
    const besides = [suspected > 0 && `${suspected} ${broken > 0 ? 'more ' : ''}suspected`, unjudged > 0 && `${unjudged} not checkable`].filter(
      Boolean,
    )
    const tail = besides.length === 0 ? '.' : ` (${besides.join(', ')}).`
    if (broken === 0) return `Nothing to do: no link is broken${tail}`
    return `${broken === 1 ? '1 link is broken and needs' : `${broken} links are broken and need`} you${tail}`
  },
  run: (at, vantage, tool) => `Checked ${at} from ${vantage} by ${tool}.`,
  recheck: (nights) => `Links that their host itself lists are asked about every ${nights} nights; in between, what was last found stands.`,
  size: (links, datasets) => `${count(links, 'link')} in ${count(datasets, 'dataset')}`,
  links: (n) => count(n, 'link'),
  datasets: (n) => count(n, 'dataset'),
  broken: (n) => `${n} broken`,
  redirects: (n) => count(n, 'redirect'),
  more: (n) => `and ${n} more`,
  inPage: 'It is too long for this page; index.html shows it.',
  trusted: (yes) => (yes ? 'yes' : 'no'),
  untrusted: (hosts) => `Not believed tonight, because they failed their controls: ${hosts.join(', ')}.`,

  labelled: (label, text) => `${label}: ${text}`,
  sentence,
  advice: ({ what, todo }) => `${sentence(what)} ${todo}`,
  since: (date) => `since ${date}`,
  lastAlive: (date) => (date === undefined ? 'never seen alive' : `last alive ${date}`),
  standing: (since, what) => `a problem since ${since} that could not be checked again: ${what}`,
  answered: (hostname, status) => `${hostname} answered HTTP ${status}`,
  unanswered: (hostname, failure) => `${hostname} gave no answer: ${failure}`,
  seenFrom: (vantage) => `seen from ${vantage}`,
  replaced: (url, certain, why) => `${url} (${certain ? 'certain' : 'likely'}: ${why})`,
  pace: (concurrency, spacing) => `${concurrency} at a time, ${spacing} s apart`,
  controls: (present, absent) => `${present} present, ${absent} absent`,

  mail: {
    section: { opened: 'Newly broken', resolved: 'Working again', reminded: 'Still broken', silent: 'Could not be checked for long' },
    recovered: (n) => `${n} recovered`,
    stillBroken: (n) => `${n} still broken`,
    uncheckable: (n) => `${n} not checkable`,
    act: (n, names) => `${n === 1 ? '1 link needs' : `${n} links need`} you: ${names}.`,
    look: (n, names) => `Open ${count(n, 'link')} by hand: ${names}.`,
    rest(recovered, standing) {
      const works = recovered === 1 ? '1 link works again' : `${recovered} links work again`
      return `Nothing to do: ${works}${standing === 0 ? '' : `; ${standing} told before ${standing === 1 ? 'is' : 'are'} still broken`}.`
    },
    names: (first, more) => `${first.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
    standing: (n) => `${count(n, 'other link')}, told before, ${n === 1 ? 'is' : 'are'} still broken; the report has the details.`,
    brokenSince: (date) => `was broken since ${date}`,
    unjudgedSince: (date) => `not checkable since ${date}`,
    inReport: (n) => `and ${n} more in the report`,
  },
}
