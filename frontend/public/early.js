// Begins what the page asks for first, while its own scripts are still on their way. src/api/early.ts takes the answers.
(function () {
  var begun = (window.pilotageEarly = {});
  function begin(address) {
    begun[address] = fetch(address, { headers: { accept: 'application/json' }, credentials: 'same-origin' });
    begun[address].catch(function () {});
  }
  begin('/api/session');
  var plan = /^\/programs\/([^/]+)\/plan$/.exec(location.pathname);
  if (plan === null) return;
  if (!/[?&]baseline=/.test(location.search)) begin('/api/programs/' + plan[1] + '/plan');
  (document.currentScript.dataset.plan || '').split(' ').forEach(function (file) {
    if (file === '') return;
    var link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = file;
    document.head.append(link);
  });
})();
