import sys,time,duckdb
sys.path.insert(0,'benchmarks')
from pathlib import Path
from large_files import write_missing, HEADERS
p=Path('/tmp/load3-bench/m12.csv'); p.parent.mkdir(exist_ok=True)
if not p.exists(): print(write_missing(p,1_200_000,5), p.stat().st_size)
import etl.large.source as S
S.LARGE_FROM=1000
from etl.large.source import large_source
from etl.large.compiled import Compiled
from etl.large.stage import stage
from etl.large import stage as st
from data_contracts.kit import contracts
def bare():
    f=Path('/tmp/load3-bench/bare.duckdb'); f.unlink(missing_ok=True)
    con=duckdb.connect(f); con.execute("set threads=2")
    kinds={h:'VARCHAR' for h in HEADERS}|{'start_at':'TIMESTAMP','end_at':'TIMESTAMP'}
    t=time.process_time(); w=time.time()
    con.execute(f"create table t as select * from read_csv('{p}', header=true, auto_detect=false, delim=',', columns={kinds}, ignore_errors=true)")
    con.execute("checkpoint"); con.close()
    print('bare cpu',time.process_time()-t,'wall',time.time()-w); return time.process_time()-t
b=bare()
t=time.process_time(); s=large_source(p); print('scan',time.process_time()-t, s and s.lines)
c=contracts()['missing']
comp=Compiled(c,list(HEADERS),s.untidy,{})
print(len(comp.bits))
import os; os.path.exists('/tmp/load3-bench/w.duckdb') and os.unlink('/tmp/load3-bench/w.duckdb'); con=duckdb.connect('/tmp/load3-bench/w.duckdb'); con.execute("set disabled_optimizers='common_subexpressions'"); con.execute("set threads=2")
if '-v' in sys.argv: print(comp.query('RAW'))
t=time.process_time()
orig=st._mark_doubles
def timed(*a):
    global t; print('ctas',time.process_time()-t, 'x', (time.process_time()-t)/b); t=time.process_time(); orig(*a); print('doubles',time.process_time()-t)
st._mark_doubles=timed
g=stage(con,s,comp,{h:h for h in HEADERS})
print(con.execute(f"select count(*), count(*) filter ({g.of_severity('reject')}), count(*) filter ({g.any_of([g.doubled[0]])}), count(*) filter ({g.of_severity('warn')}) from large_stage").fetchall())
