import { workerData } from 'node:worker_threads';

/** Thread that ends its process when the desk (its process id is the thread's data) is gone: then the process has another parent. */
const desk: unknown = workerData;
setInterval(() => {
  if (process.ppid !== desk) process.kill(process.pid, 'SIGKILL');
}, 1_000);
