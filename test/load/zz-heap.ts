import { writeFileSync } from 'node:fs';
import { reply } from '../support/ollama-host/index.ts';
import { makeReplicas } from '../support/replicas.ts';
import { ANSWER } from './parts/answer.ts';
import { newHeard, askOnce, clientAt } from './parts/asker.ts';
import { WATCHED } from './parts/memory.ts';
import { untilAnswered } from './parts/through-fault.ts';
import { PASSPORT } from '../support/questions.ts';
const desk = await makeReplicas(process.env['DATABASE_URL'] ?? '', { env: WATCHED });
desk.host.setScript(reply(ANSWER));
const program = desk.start();
const url = await program.url();
const heard = newHeard();
await untilAnswered(url, heard);
async function ask(n: number) {
  let left = n;
  await Promise.all(Array.from({ length: 8 }, async (_, at) => { while (left-- > 0) await askOnce(url, heard, { question: PASSPORT, client: clientAt(at), isStream: true, isLeaving: left % 10 === 0 }); }));
}
async function snapshot() {
  const [, ws = ''] = await program.printed(/Debugger listening on (ws:\S+)/);
  const socket = new WebSocket(ws);
  await new Promise((r) => socket.addEventListener('open', r, { once: true }));
  const parts: string[] = [];
  const done = Promise.withResolvers<void>();
  socket.addEventListener('message', ({ data }) => { const m = JSON.parse(String(data)) as any; if (m.method === 'HeapProfiler.addHeapSnapshotChunk') parts.push(m.params.chunk); if (m.id === 2) done.resolve(); });
  socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
  socket.send(JSON.stringify({ id: 2, method: 'HeapProfiler.takeHeapSnapshot', params: { reportProgress: false } }));
  await done.promise; socket.close();
  const s = JSON.parse(parts.join('')) as any;
  const f = s.snapshot.meta.node_fields as string[]; const w = f.length; const types = s.snapshot.meta.node_types[0] as string[];
  const by = new Map<string, [number, number]>();
  for (let i = 0; i < s.nodes.length; i += w) {
    const t = types[s.nodes[i]]; let n = s.strings[s.nodes[i + 1]] as string; if (t === 'string' || t === 'concatenated string' || t==='sliced string') n = ''; 
    const k = `${t}:${n.slice(0, 60)}`; const e = by.get(k) ?? [0, 0]; e[0]++; e[1] += s.nodes[i + 3]; by.set(k, e);
  }
  return { by, raw: parts.join('') };
}
await ask(1200);
const a = await snapshot();
const N = 1200;
await ask(N);
const b = await snapshot();
writeFileSync('/tmp/m-b-tmp/a.heapsnapshot', a.raw); writeFileSync('/tmp/m-b-tmp/b.heapsnapshot', b.raw);
const rows = [...b.by].map(([k, [c, z]]) => { const [c0, z0] = a.by.get(k) ?? [0, 0]; return { k, dc: c - c0, dz: z - z0 }; }).toSorted((x, y) => y.dz - x.dz).slice(0, 40);
console.log('total', rows.reduce((s, r) => s + r.dz, 0) / N, 'bytes a turn');
for (const r of rows) console.log(r.k, r.dc, (r.dz / N).toFixed(1));
await program.stop(); await desk.close(); process.exit(0);
