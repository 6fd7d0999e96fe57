/** The words of lists: headers, codes, names, damaged letters, shifted rows. */
import { describe, expect, it } from 'vitest'
import { columnOf } from '#catalogue/columns.ts'
import { damageIn } from '#catalogue/damage.ts'
import { nameIn } from '#catalogue/naming.ts'
import { codeIn } from '#catalogue/passcode.ts'
import { unshifted } from '#catalogue/shift.ts'
import { asMarkdown, linesOf } from './read-as.ts'

describe('the header of a column', () => {
  it.each([
    ['数据集名称', 'name'],
    ['Dataset', 'name'],
    ['**Name**', 'name'],
    ['任务类型', 'task'],
    ['部位', 'region'],
    ['Body Part', 'region'],
    ['格式', 'format'],
    ['数量', 'count'],
    ['# Images', 'count'],
    ['Number of cases', 'count'],
    ['Dataset size', 'count'],
    ['下载链接', 'link'],
    ['下载链接（百度网盘）', 'link'],
    ['数据集链接', 'link'],
    ['Download URL', 'link'],
    ['Official Website', 'link'],
    ['提取码', 'passcode'],
    ['License', 'licence'],
    ['Modality', 'group'],
    ['负责人', 'owner'],
    ['Release Date', undefined],
    ['备注', undefined],
    ['', undefined],
    ['æ•°æ®é›†åç§°', 'name'],
    ['ä¸‹è½½é“¾æ¥', 'link'],
    ['涓嬭浇閾炬帴', 'link'],
    ['鏁版嵁闆嗗悕绉�', 'name'],
    ['鏁版嵁闆嗗悕绉?', 'name'],
    ['éƒ¨ä½', 'region'],
  ])('%s is %s', (header, column) => {
    expect(columnOf(header)).toBe(column)
  })
})

describe('text that was decoded wrongly', () => {
  it.each([
    ['è‚º', '肺'],
    ['æ£€æµ‹/åˆ†å‰²', '检测/分割'],
    ['MSD è‚º', 'MSD 肺'],
    ['Ã©tude', 'étude'],
    ['å¤´å›´', '头围'],
  ])('%s is turned back into %s', (damaged, repaired) => {
    expect(damageIn(damaged)).toEqual({ repaired })
  })

  it.each(['è‚è„', 'åŒ»å¦å›¾åƒå¼€æºæ•°æ®é›†', 'SNOW(åˆæˆ)'])('%s has lost letters, and is not guessed at', (damaged) => {
    expect(damageIn(damaged)).toEqual({})
  })

  it.each([
    '肺结节',
    'Größe',
    'café…',
    'privé »',
    '« été »',
    'l’été',
    '“naïve”',
    'Übersicht – naïve',
    'São João',
    'Ångström',
    '3D',
    '',
    'データ',
    '½ å',
  ])('%s is not such a text', (text) => {
    expect(damageIn(text)).toBeUndefined()
  })
})

describe('an extraction code', () => {
  it.each([
    ['提取码: abcd', 'abcd'],
    ['提取码：92yn（永久）', '92yn'],
    ['密码：1234', '1234'],
    ['访问码 9epn', '9epn'],
    ['提取码 `j2u6`', 'j2u6'],
    ['pwd=abcd', 'abcd'],
    ['Password：hust )', 'hust'],
    ['Extraction Code: hk99', 'hk99'],
    ['passcode is q1w2', 'q1w2'],
    ['提取码：ab', 'ab'],
  ])('is read from %s', (text, code) => {
    expect(codeIn(text)).toBe(code)
  })

  it.each(['解压密码：medical', '密码见群公告', '提取码：', 'Code: MATLAB', 'no password needed', 'passwordless'])('is not in %s', (text) => {
    expect(codeIn(text)).toBeUndefined()
  })

  it.each([
    [
      'behind its link',
      'https://pan.baidu.com/s/1a 提取码：ab12 https://pan.baidu.com/s/1b 提取码：cd34',
      'https://pan.baidu.com/s/1a (ab12) https://pan.baidu.com/s/1b (cd34)',
    ],
    ['before the only link', '提取码：ab12，https://pan.baidu.com/s/1a', 'https://pan.baidu.com/s/1a (ab12)'],
    ['as "code", on a drive', '[x](https://pan.baidu.com/s/1a) (code: rwsa)', 'https://pan.baidu.com/s/1a (rwsa)'],
    ['as "code", elsewhere', '[x](https://a.example/) (code: rwsa)', 'https://a.example/'],
    ['twice, once in the URL', '[x](https://pan.baidu.com/s/1a?pwd=ab12) 提取码：ab12', 'https://pan.baidu.com/s/1a?pwd=ab12'],
    ['in the next paragraph', '[x](https://pan.baidu.com/s/1a)\n\n提取码：ab12', 'https://pan.baidu.com/s/1a (ab12)'],
    ['two paragraphs on', '[x](https://pan.baidu.com/s/1a)\n\ny\n\n提取码：ab12', 'https://pan.baidu.com/s/1a'],
  ])('%s belongs where a reader would put it', (_, text, links) => {
    expect(
      linesOf(asMarkdown(text))
        .map((line) => line.replace(/^.*?: /, ''))
        .join(' '),
    ).toBe(links)
  })
})

describe('a name', () => {
  it.each([
    ['MSD Lung：', 'MSD Lung'],
    ['- **', undefined],
    ['link', undefined],
    ['点击下载', undefined],
    ['Download 2', undefined],
    ['百度网盘', undefined],
    ['COVID：下载链接：', 'COVID'],
    ['https://a.example/', undefined],
    ['Data portal)', 'Data portal'],
    ['CheXpert (small)', 'CheXpert (small)'],
    ['w'.repeat(200), undefined],
  ])('in "%s" is %s', (words, name) => {
    expect(nameIn(words)).toBe(name)
  })

  it('comes from the item of a list around it, or else from the heading', () => {
    const text =
      '## CT\n\n### LUNA\n\n- [link](https://a.example/)\n- [mirror](https://b.example/)\n\n## MR\n\n- BraTS\n  - [link](https://c.example/)\n'
    expect(linesOf(asMarkdown(text))).toEqual(['CT / LUNA: https://a.example/ https://b.example/', 'MR / BraTS: https://c.example/'])
  })
})

describe('a row that is shifted to the left', () => {
  const counts = new Map([
    [
      'task',
      new Map([
        ['分类', 9],
        ['检测', 3],
        ['肺炎', 1],
      ]),
    ],
    [
      'region',
      new Map([
        ['肺炎', 4],
        ['肺', 5],
        ['2D', 1],
      ]),
    ],
    [
      'format',
      new Map([
        ['2D', 9],
        ['3D', 9],
        ['296', 1],
      ]),
    ],
    ['count', new Map([['100', 1]])],
  ])
  const known = { kinds: ['name', 'task', 'region', 'format', 'count', 'link'], counts }

  it('is put back when its first cell can be divided', () => {
    expect(unshifted(['RSNA 分类/检测', '肺炎', '2D', '296', '-', 'link'], known)).toEqual(['RSNA', '分类/检测', '肺炎', '2D', '296', 'link'])
  })

  it('is only told when it cannot', () => {
    expect(unshifted(['RSNA', '肺炎', '2D', '296', '-', 'link'], known)).toBe('unclear')
  })

  it.each([
    ['in order', ['A', '分类', '肺炎', '2D', '100', 'link']],
    ['in order, without a count', ['A 分类', '分类', '肺炎', '2D', '-', 'link']],
    ['of values never seen', ['A', 'x', 'y', 'z', '-', 'link']],
    ['of which one value alone looks shifted', ['A', '肺炎', '-', '-', '-', 'link']],
    ['too short', ['A']],
  ])('is not one %s', (_, row) => {
    expect(unshifted(row, known)).toBeUndefined()
  })
})
