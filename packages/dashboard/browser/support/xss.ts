/** Says so, whichever way it is run: by a dialog, which a page is watched for, and by a mark on its window. */
const code = 'window.wasRun=1;alert(1)';

const elements = [
  `<script>${code}</script>`,
  `<SCRIPT>${code}</SCRIPT>`,
  `<scr<script>ipt>${code}</scr</script>ipt>`,
  `<script src="data:text/javascript,${code}"></script>`,
  `<script type="module">${code}</script>`,
  `<img src=x onerror="${code}">`,
  `<img src="x" onerror=${code}//`,
  `<img/src='x'/onerror='${code}'>`,
  `<image src=x onerror="${code}">`,
  `<svg onload="${code}">`,
  `<svg><script>${code}</script></svg>`,
  `<svg><animate onbegin="${code}" attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${code}"><text y=20>x</text></a></svg>`,
  `<math><mi xlink:href="javascript:${code}">x</mi></math>`,
  `<body onload="${code}">`,
  `<iframe src="javascript:${code}"></iframe>`,
  `<iframe srcdoc="<script>parent.${code}</script>"></iframe>`,
  `<object data="javascript:${code}"></object>`,
  `<embed src="javascript:${code}">`,
  `<video><source onerror="${code}"></video>`,
  `<audio src=x onerror="${code}">`,
  `<details open ontoggle="${code}">x</details>`,
  `<input autofocus onfocus="${code}">`,
  `<select autofocus onfocus="${code}"></select>`,
  `<textarea autofocus onfocus="${code}"></textarea>`,
  `<marquee onstart="${code}">x</marquee>`,
  `<a href="javascript:${code}">x</a>`,
  `<form action="javascript:${code}"><button autofocus>x</button></form>`,
  `<button formaction="javascript:${code}">x</button>`,
  `<base href="javascript:${code}//">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${code}">`,
  `<link rel="stylesheet" href="data:text/css,*{background:red}">`,
  `<style>@import "javascript:${code}";</style>`,
  `<div style="background:url(javascript:${code})">x</div>`,
  `<template><script>${code}</script></template>`,
  `<noscript><img src=x onerror="${code}"></noscript>`,
  `<xmp><img src=x onerror="${code}"></xmp>`,
  `<table background="javascript:${code}">`,
];

/** What lets an element out of the place that a page has put a text in. */
const ways: readonly ((element: string) => string)[] = [
  (element) => element,
  (element) => `">${element}`,
  (element) => `'>${element}`,
  (element) => `</textarea></title></script></style>${element}`,
  (element) => `--><!--${element}`,
];

const schemes = [
  `javascript:${code}`,
  `JaVaScRiPt:${code}`,
  ` javascript:${code}`,
  `java\tscript:${code}`,
  `java\nscript:${code}`,
  `\u0001javascript:${code}`,
  `javascript&colon;${code}`,
  `javascript:\u2028${code}`,
  `vbscript:msgbox(1)`,
  `data:text/html,<script>${code}</script>`,
];

/** Texts that would run in a page which took them for more. */
export const hostileTexts: readonly string[] = [
  ...elements.flatMap((element) => ways.map((way) => way(element))),
  ...schemes,
];

/** Links that lead to a script rather than to a page. */
export const hostileLinks: readonly string[] = [
  ...schemes,
  `blob:http://127.0.0.1/${code}`,
  'file:///etc/passwd',
  `https:javascript:${code}`,
];
