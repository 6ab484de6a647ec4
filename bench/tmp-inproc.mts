import { berthWithRuns, user } from './servers/world.ts';
import { bareOn, berthOn } from './servers/apps.ts';
const { berth, runs } = await berthWithRuns(50, false);
const bytes = new TextEncoder().encode('{"statusLabel":"Rolling out","link":"https://ci.test/1234"}');
const h: Record<string,string> = {'content-type':'application/json','x-user':user,'content-length':'59'};
async function loop(n:number){ for(let i=0;i<n;i++){ await berth.answer({method:'PATCH',path:'/actions/runs/'+runs[i%50],query:'',header:(k)=>h[k],body:async()=>({kind:'bytes',bytes}),identify:()=>({id:user,email:user})}); } }
await loop(50000);
const out:number[]=[];
for(let r=0;r<9;r++){const c=process.cpuUsage();await loop(20000);const d=process.cpuUsage(c);out.push((d.user+d.system)/20000);}
console.log('berth.answer cpu us/request', out.map(x=>x.toFixed(1)).join(' '));
if(process.env.PROF_OUT){ process.kill(process.pid,'SIGUSR2'); await new Promise(r=>setTimeout(r,200)); await loop(200000); process.kill(process.pid,'SIGINT'); await new Promise(r=>setTimeout(r,3000)); }
const text=(await berth.answer({method:'GET',path:'/actions/runs/'+runs[0],query:'',header:(k)=>h[k],body:async()=>({kind:'bytes',bytes}),identify:()=>({id:user,email:user})})).body;
const obj=JSON.parse(text); let s=0;
for(let i=0;i<300000;i++) s+=JSON.stringify(obj).length; 
let c=process.cpuUsage(); for(let i=0;i<300000;i++) s+=JSON.stringify(obj).length; let d=process.cpuUsage(c); console.log('stringify',(d.user+d.system)/300000);
