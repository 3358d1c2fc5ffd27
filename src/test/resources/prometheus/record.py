import json,urllib.request,urllib.parse,sys
from queries import *
base="http://127.0.0.1:%s/api/v1/"%(sys.argv[1] if len(sys.argv)>1 else "19090")
cases=[]
def add(path,params): cases.append((path,params))
for q in inst.strip().split("\n"):
    add("query",[("query",q),("time",str(T))])
for q in ("up","memory_bytes","rate(http_requests_total[5m])","histogram_quantile(0.9, rate(latency_seconds_bucket[5m]))","sum(up)","topk(1, temperature_celsius)"):
    for t in ("1700000001","1700000000","1700000059.9995","2023-11-14T22:15:00Z","2023-11-14T23:15:00.5+01:00","1700001300","1700001600","1.7000005e9"):
        add("query",[("query",q),("time",t)])
for q in err.strip().split("\n"): add("query",[("query",q),("time",str(T))])
for q in rng.strip().split("\n"): add("query_range",[("query",q),("start",str(S)),("end",str(E_)),("step","120")])
for st in ("15","1m","90s","0.5m","7.5","600","1h"):
    add("query_range",[("query",'temperature_celsius{room="hall"}'),("start","1700000300"),("end","1700000600.5"),("step",st)])
add("query_range",[("query",'rate(http_requests_total{code="200"}[90s])'),("start","2023-11-14T22:15:00Z"),("end","2023-11-14T22:20:00.25Z"),("step","37s")])
for q in rerr: add("query_range",[("query",q),("start",str(S)),("end",str(E_)),("step","120")])
for p in ([("query","up"),("start","x"),("end","2"),("step","1")],[("query","up"),("start","1"),("end","y"),("step","1")],[("query","up"),("start","1"),("end","2"),("step","z")],
          [("query","up"),("start","1"),("end","2"),("step","0")],[("query","up"),("start","1"),("end","2"),("step","-1")],[("query","up"),("start","2"),("end","1"),("step","1")],
          [("query","up"),("start","0"),("end","11001"),("step","1")],[("query","up")],[("start","1"),("end","2"),("step","1")],[("query","up"),("start","1"),("end","2"),("step","1"),("timeout","q")],
          [("query","1"),("start","0"),("end","3"),("step","1")]):
    add("query_range",p)
add("query",[("query","up"),("time","yesterday")]); add("query",[("time","1")]); add("query",[("query","up"),("timeout","never")]); add("query",[("query","up"),("time",str(T)),("timeout","5s")])
M=[("start",str(S)),("end",str(E_))]
for m in (["up"],["up","build_info"],['{job="api"}'],['{__name__=~"up|cafe"}'],['nothing'],['up{instance="a:80"}','up']):
    for path in ("series","labels","label/instance/values","label/__name__/values"):
        add(path,[("match[]",x) for x in m]+M)
for path in ("labels","label/instance/values","label/job/values","label/__name__/values","label/nothing/values"): add(path,M)
add("series",M); add("series",[("match[]","{}")]+M); add("series",[("match[]","up{")]+M); add("series",[("match[]","sum(up)")]+M); add("series",[("match[]",'{job=""}')]+M)
add("labels",[("match[]","{}")]+M); add("labels",[("start","x")]); add("label/job/values",[("end","x")]); add("labels",[("match[]","up{")])
add("series",[("match[]","up")]+[("start","1600000000"),("end","1600000100")])
for q in ("up","sum by(x)(rate(foo[5m]))","foo","a+","1+2","sum(rate(http_requests_total{code=~\"5..\", method=\"GET\", instance=\"a:80\"}[5m])) by (instance) / sum(rate(http_requests_total[5m])) by (instance) > 0.5"):
    add("format_query",[("query",q)])
add("query_exemplars",[("query","up"),("start","1"),("end","2")])
add("query_exemplars",[("query","up")])
add("query_exemplars",[("query","up{")])
add("query_exemplars",[("query","up"),("start","x")])
add("query_exemplars",[("query","up"),("start","2"),("end","1")])
out=open("answers.jsonl","w")
for path,params in cases:
    enc=urllib.parse.urlencode(params)
    try:
        r=urllib.request.urlopen(base+path+"?"+enc); status=r.status; body=r.read()
    except urllib.error.HTTPError as e: status=e.code; body=e.read()
    out.write(json.dumps({"path":path,"params":enc,"status":status,"body":json.loads(body)},separators=(",",":"),ensure_ascii=False)+"\n")
print(len(cases))
