T=1700000600
S,E_=1700000000,1700001200
inst=r'''
up
up{job="api"}
up{job=~"a.*|node"}
up{job!="api"}
up{job!~"api"}
{__name__="up",instance="a:80"}
{__name__=~"up|build_info"}
up == 1
up == bool 1
up != 1
memory_bytes > 3e8
memory_bytes >= bool 3e8
memory_bytes / 1024 / 1024
memory_bytes % 1000
memory_bytes ^ 0.5
2 ^ 3 ^ 2
-memory_bytes
-(1 + 2) * 3
1 / 0
0 / 0
-1 / 0
1e400 - 1e400
"a string"
"\u00e9 \x41 \t"
time()
vector(1)
scalar(up{instance="a:80"})
scalar(up)
pi()
1 == bool 2
5 % 3
-5 % 3
5 atan2 3
http_requests_total
http_requests_total offset 5m
http_requests_total offset -1m
http_requests_total @ 1700000300
http_requests_total @ 1700000300 offset 1m
http_requests_total @ end()
rate(http_requests_total[5m])
rate(http_requests_total[1m])
increase(http_requests_total[5m])
increase(http_requests_total{code="200"}[10m])
irate(http_requests_total[2m])
resets(http_requests_total[20m])
changes(up[20m])
changes(build_info[20m])
delta(memory_bytes[5m])
idelta(memory_bytes[5m])
deriv(memory_bytes[5m])
deriv(temperature_celsius[10m])
predict_linear(memory_bytes[5m], 600)
predict_linear(temperature_celsius[5m] offset 2m, 60)
holt_winters(temperature_celsius[10m], 0.5, 0.3)
avg_over_time(temperature_celsius[10m])
min_over_time(temperature_celsius[10m])
max_over_time(temperature_celsius[10m])
sum_over_time(temperature_celsius[10m])
count_over_time(temperature_celsius[10m])
count_over_time(memory_bytes[10m])
stddev_over_time(temperature_celsius[10m])
stdvar_over_time(temperature_celsius[10m])
quantile_over_time(0.9, temperature_celsius[10m])
quantile_over_time(1.5, temperature_celsius[10m])
last_over_time(memory_bytes[15m])
present_over_time(memory_bytes[15m])
absent_over_time(memory_bytes[15m])
absent_over_time(nothing{job="x",env=~"y"}[15m])
absent(up)
absent(nothing)
absent(nothing{job="x",env=~"y",a!="b"})
absent(sum(nothing))
sum(http_requests_total)
sum by (code) (http_requests_total)
sum without (instance, method) (http_requests_total)
sum(http_requests_total) by (code, method)
avg by (method) (http_requests_total)
min by (method) (http_requests_total)
max by (method) (http_requests_total)
count by (method, code) (http_requests_total)
stddev by (method) (http_requests_total)
stdvar(http_requests_total)
group by (instance) (up)
topk(3, http_requests_total)
bottomk(2, http_requests_total)
topk by (code) (1, http_requests_total)
topk(0, http_requests_total)
quantile(0.5, http_requests_total)
quantile(0.95, memory_bytes)
quantile(-1, memory_bytes)
quantile(2, memory_bytes)
count_values("version", build_info)
count_values by (instance) ("value", up)
count_values("v", memory_bytes > 0)
sum(nothing)
count(nothing)
histogram_quantile(0.9, rate(latency_seconds_bucket[5m]))
histogram_quantile(0.5, sum by (le) (rate(latency_seconds_bucket[5m])))
histogram_quantile(0, latency_seconds_bucket)
histogram_quantile(1, latency_seconds_bucket)
histogram_quantile(1.1, latency_seconds_bucket)
histogram_quantile(-0.1, latency_seconds_bucket)
histogram_quantile(0.9, latency_seconds_bucket{le!="+Inf"})
rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m])
sum(rate(latency_seconds_bucket{le="0.5"}[5m])) / sum(rate(latency_seconds_count[5m]))
sum by (instance) (rate(http_requests_total{code=~"5.."}[5m])) / sum by (instance) (rate(http_requests_total[5m]))
sum by (instance) (http_requests_total) / on (instance) group_left (version) build_info
build_info * on (instance) group_left sum by (instance) (http_requests_total)
build_info * on (instance) group_right (version) http_requests_total
http_requests_total / ignoring (code) group_left sum without (code) (http_requests_total)
http_requests_total{code="500"} / ignoring (code) http_requests_total{code="200"}
up and on (instance) memory_bytes
up or memory_bytes
up unless on (instance) memory_bytes
memory_bytes and up
http_requests_total{code="500"} or http_requests_total{code="200"}
up + on () group_left vector(1)
up + vector(1)
label_replace(up, "host", "$1", "instance", "(.*):.*")
label_replace(up, "host", "x", "instance", "nomatch")
label_replace(up, "job", "", "instance", ".*")
label_replace(up, "new", "${1}-$2", "instance", "(.)(.).*")
label_join(up, "both", "-", "job", "instance")
label_join(up, "job", "", "nope")
sort(memory_bytes)
sort_desc(http_requests_total)
abs(temperature_celsius)
ceil(temperature_celsius)
floor(temperature_celsius)
round(temperature_celsius)
round(temperature_celsius, 0.5)
round(temperature_celsius, -5)
clamp(temperature_celsius, -5, 5)
clamp_min(temperature_celsius, 0)
clamp_max(temperature_celsius, 0)
clamp(temperature_celsius, 5, -5)
exp(temperature_celsius)
ln(temperature_celsius)
log2(memory_bytes)
log10(memory_bytes)
sqrt(temperature_celsius)
sgn(temperature_celsius)
sin(temperature_celsius)
cos(temperature_celsius)
tan(temperature_celsius)
asin(temperature_celsius / 100)
acos(temperature_celsius / 100)
atan(temperature_celsius)
sinh(temperature_celsius / 10)
cosh(temperature_celsius / 10)
tanh(temperature_celsius / 10)
asinh(temperature_celsius)
acosh(abs(temperature_celsius) + 1)
atanh(temperature_celsius / 100)
deg(temperature_celsius)
rad(temperature_celsius)
timestamp(up)
timestamp(up offset 1m)
timestamp(vector(1))
minute()
hour(vector(1700000000))
day_of_month(process_start_time_seconds)
day_of_week(process_start_time_seconds)
day_of_year(process_start_time_seconds)
days_in_month(process_start_time_seconds)
month(process_start_time_seconds)
year(process_start_time_seconds)
minute(process_start_time_seconds)
time() - process_start_time_seconds
odd_values
odd_values * 2
odd_values > 0
odd_values == odd_values
max(odd_values)
min(odd_values)
sum(odd_values)
avg(odd_values)
topk(2, odd_values)
sort(odd_values{kind!="nan"})
avg_over_time(odd_values[10m])
max_over_time(odd_values[10m])
cafe
cafe{name=~"Zo.*"}
up[1m]
memory_bytes[2m] offset 1m
temperature_celsius[1m] @ 1700000300
rate(http_requests_total[1m])[5m:1m]
max_over_time(rate(http_requests_total[1m])[5m:30s])
min_over_time((sum by (code) (rate(http_requests_total[2m])))[5m:1m])
avg_over_time(sum(up)[10m:15s])
sum_over_time(vector(1)[5m:1m])
max_over_time(up[5m:1m] offset 1m)
count_over_time(up[5m:1m] @ 1700000300)
deriv(sum(http_requests_total)[5m:30s])
rate(http_requests_total[5m]) > bool 0.5
(up == 0) or (memory_bytes < 0)
sum(up == bool 1) / count(up)
avg by (job) (up) < 1
(sum by (code) (http_requests_total)) / ignoring (code) group_left () sum(http_requests_total)
1 - (avg by (instance) (rate(latency_seconds_bucket{le="0.1"}[5m])) / avg by (instance) (rate(latency_seconds_count[5m])))
sum(rate(http_requests_total[5m])) by (instance) > on (instance) sum(rate(http_requests_total{code="500"}[5m])) by (instance)
scalar(sum(up)) + 1
vector(scalar(sum(up)))
up * scalar(sum(up))
bottomk(1, temperature_celsius)
topk(scalar(vector(2)), http_requests_total)
stddev(vector(5))
sum(1)
'''
err=r'''
sum(
up{
rate(up)
rate(up[5m]
up[5m]offset
foo bar
1 +
sum by (up
up and 1
1 and 1
"a" + 1
abs()
nofunction(up)
rate(up[0s])
up[5x]
up @ foo
up offset up
histogram_quantile(0.9)
{}
{job=~".*"}
{job=""}
up{job="a}
up{job=~"("}
up + bool 1
up == bool
topk(up, up)
count_values("a-b", up)
label_replace(up, "a-b", "", "", "")
label_replace(up, "a", "", "", "(")
label_replace(up, "instance", "same", "job", ".*")
http_requests_total / http_requests_total{code="500"} / on (instance) up
http_requests_total * on (instance) up{job="api"} 
build_info * on (instance) group_left http_requests_total
up + on (job) up
-"a"
!up
up{__name__="x"}
rate(1)
sum_over_time(up)
up[5m][5m]
up offset 5m offset 5m
time(1)
holt_winters(temperature_celsius[10m], 2, 0.3)
'''
rng=r'''
up
up{job="node"}
sum(up)
up == 0
1
time()
vector(1)
scalar(up{job="node"})
rate(http_requests_total{instance="a:80"}[5m])
rate(http_requests_total{instance="b:80",code="200"}[1m])
increase(http_requests_total{instance="b:80"}[2m])
irate(http_requests_total{code="200"}[1m])
sum by (code) (rate(http_requests_total[5m]))
sum without (instance,job) (rate(http_requests_total[2m]))
memory_bytes
memory_bytes{instance="c:80"}
avg_over_time(memory_bytes[2m])
max_over_time(temperature_celsius[3m])
quantile_over_time(0.5, temperature_celsius[3m])
delta(temperature_celsius[3m])
deriv(memory_bytes{zone="x"}[3m])
predict_linear(memory_bytes{zone="x"}[3m], 300)
histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m])))
histogram_quantile(0.5, rate(latency_seconds_bucket[2m]))
sum(rate(latency_seconds_sum[5m])) / sum(rate(latency_seconds_count[5m]))
topk(1, temperature_celsius)
topk(2, http_requests_total{code="200"})
bottomk(1, memory_bytes)
absent(memory_bytes{instance="c:80"})
absent_over_time(memory_bytes{instance="c:80"}[1m])
changes(up[5m])
resets(http_requests_total{instance="b:80"}[5m])
build_info
count by (version) (build_info)
up * on (instance) group_left (version) build_info
http_requests_total{code="500"} / ignoring (code) http_requests_total{code="200"} > 0.05
sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.03
up or memory_bytes
up unless on (instance) (memory_bytes > 5e8)
memory_bytes and on (instance) up == 1
timestamp(up{job="node"})
odd_values
cafe
avg_over_time(sum(up)[5m:30s])
max_over_time(sum(rate(http_requests_total[1m]))[5m:1m])
http_requests_total{method="GET"} @ 1700000300
http_requests_total{method="GET"} @ start()
sum(http_requests_total @ end())
temperature_celsius offset 5m
temperature_celsius offset -5m
label_replace(up, "host", "$1", "instance", "(.*):.*")
sort_desc(temperature_celsius)
clamp(temperature_celsius, -5, 5)
round(temperature_celsius)
minute()
hour()
count_values("v", up)
stddev by (job) (up)
quantile(0.5, memory_bytes)
time() - process_start_time_seconds
nothing
sum(nothing)
abs(temperature_celsius) > 10
temperature_celsius > bool 0
-temperature_celsius
up == bool 1 and on () vector(1)
'''
rerr=['up[5m]','"text"','sum(','rate(up[5m]']
