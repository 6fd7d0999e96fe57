/** The phrases of the page alone, in both languages; `{0}` and `{1}` stand for what is filled in. */
import type { Summary } from '#report/view.ts'
import { type Lang, wordsIn } from '#report/words.ts'

/** The news of the latest night that had any: how many links were broken then. */
export type Newest = { readonly links: number; readonly day: string }

/** The first sentence of the page. */
export function headline(summary: Summary, newest: Newest | undefined, lang: Lang): string {
  const { broken, links } = summary
  if (newest === undefined) return wordsIn(lang).headline(summary)
  const all = newest.links === broken
  if (lang === 'zh-CN') return `${links} 个链接中有 ${broken} 个失效，${all ? '' : `其中 ${newest.links} 个`}于 ${newest.day} 发现。`
  const are = `${broken} of ${links === 1 ? '1 link' : `${links} links`} ${broken === 1 ? 'is' : 'are'} broken`
  return `${are}, ${all ? '' : `${newest.links} of them `}new on ${newest.day}.`
}

const en = {
  skip: 'Skip to the links',
  judged: '{0} of {1} links could be judged.',
  stale: 'This report is {0} days old. The nightly run seems to have stopped.',
  language: 'Language',
  theme: 'Colours',
  system: 'as the system',
  light: 'light',
  dark: 'dark',
  links: 'Links',
  search: 'Search',
  hint: 'name, address, title, task …',
  allHosts: 'all',
  allGroups: 'all',
  group: 'Group',
  broken: 'broken',
  suspected: 'suspected',
  reset: 'Show all',
  shown: 'Showing {0} of {1} links',
  more: 'The other {0} links are in status.json.',
  since: 'Since',
  nights: 'Last 90 nights',
  changes: 'Changes: {0}',
  evidence: 'Evidence',
  history: 'History',
  left: 'not watched',
  noRun: 'night without a run',
  unseen: 'not watched yet',
  trend: 'Links not alive in the last 90 nights: {0} at most',
  ago: '90 nights ago',
  tonight: 'last run',
  untrusted: 'not believed tonight',
  showLinks: 'Show its links',
  latest: 'Latest changes',
  pace: '{0} at a time, {1} s apart',
  machine: 'For machines:',
}

export type PageWords = Readonly<Record<keyof typeof en, string>>

const zh: PageWords = {
  skip: '跳到链接列表',
  judged: '{1} 个链接中有 {0} 个得到判断。',
  stale: '这份报告是 {0} 天前生成的，每晚的检查可能已停止。',
  language: '语言',
  theme: '配色',
  system: '跟随系统',
  light: '浅色',
  dark: '深色',
  links: '链接',
  search: '搜索',
  hint: '名称、网址、标题、任务……',
  allHosts: '全部',
  allGroups: '全部',
  group: '分组',
  broken: '失效',
  suspected: '疑似失效',
  reset: '全部显示',
  shown: '显示 {1} 个链接中的 {0} 个',
  more: '另有 {0} 个链接，见 status.json。',
  since: '开始日期',
  nights: '最近 90 晚',
  changes: '变化：{0} 次',
  evidence: '依据',
  history: '变化记录',
  left: '未监测',
  noRun: '当晚没有检查',
  unseen: '尚未监测',
  trend: '最近 90 晚未确认有效的链接数，最多 {0} 个',
  ago: '90 晚之前',
  tonight: '最近一次检查',
  untrusted: '今晚不予采信',
  showLinks: '显示其链接',
  latest: '最近的变化',
  pace: '同时 {0} 个，间隔 {1} 秒',
  machine: '供程序读取：',
}

const LANGUAGES: Readonly<Record<Lang, PageWords>> = { en, 'zh-CN': zh }

export const pageWordsIn = (lang: Lang): PageWords => LANGUAGES[lang]
