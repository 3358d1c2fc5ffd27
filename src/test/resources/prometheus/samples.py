# Fixed samples for the comparison with Prometheus 2.42: one OpenMetrics page with times of its own.
import math, random
random.seed(51)
START=1_700_000_000_137  # millis; steps at whole seconds never fall on a sample
STEP=15_000
N=80
fam=[]
def family(name,typ,series): fam.append((name,typ,series))
def ts(i): return (START+i*STEP)/1000
def counter(base, inc, resets=()):
    v=base; out=[]
    for i in range(N):
        if i in resets: v=0
        out.append((i,v)); v+=inc(i)
    return out
reqs=[]
for inst in ("a:80","b:80"):
    for m in ("GET","POST"):
        for code in ("200","500"):
            r=random.Random(f"{inst}{m}{code}")
            reqs.append(('http_requests_total{code="%s",instance="%s",job="api",method="%s"}'%(code,inst,m),
              counter(r.randrange(100), lambda i:r.randrange(0,40 if code=="200" else 3), resets=(37,) if inst=="b:80" else ())))
family("http_requests","counter",reqs)
h=[]
for inst in ("a:80","b:80"):
    r=random.Random("h"+inst)
    les=["0.1","0.25","0.5","1.0","2.5","+Inf"]
    cum=[0]*6; cnt=0; s=0.0
    rows={le:[] for le in les}; cr=[]; sr=[]
    for i in range(N):
        for _ in range(r.randrange(0,12)):
            x=r.expovariate(2); s+=round(x,4); cnt+=1
            for k,le in enumerate(les):
                if le=="+Inf" or x<=float(le): cum[k]+=1
        for k,le in enumerate(les): rows[le].append((i,cum[k]))
        cr.append((i,cnt)); sr.append((i,round(s,4)))
    for le in les: h.append(('latency_seconds_bucket{instance="%s",job="api",le="%s"}'%(inst,le),rows[le]))
    h.append(('latency_seconds_count{instance="%s",job="api"}'%inst,cr)); h.append(('latency_seconds_sum{instance="%s",job="api"}'%inst,sr))
family("latency_seconds","histogram",h)
r=random.Random("g")
g=[]
for inst in ("a:80","b:80","c:80"):
    v=r.uniform(1e8,9e8); pts=[]
    for i in range(N):
        v+=r.gauss(0,3e6)
        if inst=="c:80" and (i<10 or 50<i<75): continue
        pts.append((i,round(v,3)))
    g.append(('memory_bytes{instance="%s",job="api",zone="%s"}'%(inst,"x" if inst!="c:80" else "y"),pts))
family("memory_bytes","gauge",g)
t=[]
for room,ph in (("hall",0),("attic",2)):
    t.append(('temperature_celsius{room="%s"}'%room,[(i,round(20*math.sin(i/9+ph),6)) for i in range(N)]))
family("temperature_celsius","gauge",t)
family("up","gauge",[('up{instance="a:80",job="api"}',[(i,1) for i in range(N)]),('up{instance="b:80",job="api"}',[(i,0 if 30<=i<36 else 1) for i in range(N)]),
  ('up{instance="d:9100",job="node"}',[(i,1) for i in range(0,N,2)])])
family("odd_values","gauge",[('odd_values{kind="nan"}',[(i,"NaN") for i in range(0,N,4)]),('odd_values{kind="inf"}',[(i,"+Inf" if i%2 else "-Inf") for i in range(0,N,4)]),
  ('odd_values{kind="tiny"}',[(i,i*1e-9) for i in range(0,N,4)]),('odd_values{kind="huge"}',[(i,(i+1)*1.5e20) for i in range(0,N,4)]),('odd_values{kind="zero"}',[(i,0) for i in range(0,N,4)])])
family("build_info","gauge",[('build_info{instance="a:80",version="1.2.0"}',[(i,1) for i in range(40)]),('build_info{instance="a:80",version="1.3.0"}',[(i,1) for i in range(40,N)]),
  ('build_info{instance="b:80",version="1.2.0"}',[(i,1) for i in range(N)])])
family("caf\u00e9".replace("\u00e9","e"),"gauge",[('cafe{name="Zo\u00eb \\"x\\" \\\\ \\n \u65e5\u672c"}',[(i,i%7) for i in range(0,N,3)])])
family("process_start_time_seconds","gauge",[('process_start_time_seconds{instance="a:80"}',[(i,1699990000.5) for i in range(N)]),('process_start_time_seconds{instance="b:80"}',[(i,1699990000.5 if i<37 else 1700000555.25) for i in range(N)])])
with open("samples.om","w") as f:
    for name,typ,series in fam:
        f.write(f"# TYPE {name} {typ}\n")
        for s,pts in series:
            for i,v in pts:
                f.write(f"{s} {v if isinstance(v,str) else repr(v)} {ts(i):.3f}\n")
    f.write("# EOF\n")
