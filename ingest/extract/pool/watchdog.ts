/** Thread that ends its process when the desk is gone: another parent than at the start means that the first one died. */
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 1_000);
