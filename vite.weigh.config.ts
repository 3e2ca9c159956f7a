import base from './vite.config';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
export default { ...base, plugins: [...(base as any).plugins, { name: 'weigh', generateBundle(_o: any, bundle: any) {
  const out: any = {};
  for (const c of Object.values(bundle) as any[]) if (c.type === 'chunk') out[c.fileName] = { imports: c.imports, modules: Object.entries(c.modules).map(([id, m]: any) => [id.replace(process.cwd(), ''), m.renderedLength ?? m.code?.length, m.code ? gzipSync(m.code).length : 0]) };
  if ((this as any).environment?.name === 'client') writeFileSync('/tmp/weigh-rungear.json', JSON.stringify(out));
} }] };
