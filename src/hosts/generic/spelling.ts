/** What a URL tells before anybody is asked. */

/** Archives, images, tables, documents and media: what a download is called. */
const FILE =
  /\.(?:zip|7z|rar|tar|tgz|tbz2?|txz|gz|bz2|xz|zst|z\d\d|nii|dcm|dicom|mha|mhd|nrrd|svs|ndpi|tiff?|png|jpe?g|bmp|gif|webp|mat|npy|npz|h5|hdf5|nc|pkl|parquet|csv|tsv|xlsx?|json|jsonl|xml|txt|pdf|docx?|pptx?|mp4|avi|mov|mkv|webm|mp3|wav|flac|torrent|iso|bin|pth|pt|onnx|ckpt|safetensors)$/i

/** Forges and wikis show a page about a file under the file's own name. */
const VIEWER = /\/(?:blob|tree|src|wiki|browse)\//i

/** True when the path ends like a download, and not as a page about one. */
export function looksLikeFile({ pathname }: URL): boolean {
  return FILE.test(pathname) && !VIEWER.test(pathname)
}

/** Sites' languages as they stand in paths; other short names are folders (`/ml/`, `/ct/`). */
const HOME = /^\/+(?:(?:en|zh|cn|de|fr|es|it|pt|nl|ru|ja|ko)(?:[-_][a-z]{2,4})?(?:\/|$))?(?:(?:index|home|default|main)(?:\.\w{2,5})?\/?)?$/i

/** The front page of a site, in any language. */
export function isHome({ pathname, search }: URL): boolean {
  return search === '' && HOME.test(pathname)
}

/** The place in a page that a fragment names; undefined for the routes, states and searches of scripts and browsers. */
export function anchorOf(fragment: string): string | undefined {
  const [anchor = ''] = fragment.split(':~:')
  if (anchor === '' || /^(?:top$|\/|!)|=/i.test(anchor)) return undefined
  try {
    return decodeURIComponent(anchor)
  } catch {
    return anchor // a lone % is a character like any other
  }
}
