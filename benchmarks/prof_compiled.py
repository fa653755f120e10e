import sys,time,duckdb
sys.path.insert(0,'benchmarks')
from large_files import HEADERS
import etl.large.source as S
S.LARGE_FROM=1000
from etl.large.compiled import Compiled
from etl.types_of import MACROS
from data_contracts.kit import contracts
con=duckdb.connect(); con.execute("set threads=2"); con.execute(MACROS.read_text()); con.execute("set disabled_optimizers='common_subexpressions'")
con.execute(f"create table raw as select {', '.join(f'{h} as x_{h}' for h in HEADERS)} from read_csv('/tmp/load3-bench/m12.csv',all_varchar=true) limit 200000")
comp=Compiled(contracts()['missing'],list(HEADERS),False,{})
def cost(name,sql):
    t=time.process_time(); con.execute(f"create or replace temp table o as select {sql} as v from raw"); print(f"{name:40} {(time.process_time()-t)*5000:.0f} ns/row")
cost('const','1')
cost('copy','x_child_ref')
for f in HEADERS:
    for n,sql in comp._reads(f): cost(n,sql)
cost('enum',"cast(try_cast(x_la_code as enum('E06000001','E06000002','E06000003','E06000004')) as varchar)")
cost('iso',"iso_quick(x_start_at)")
cost('coal',"coalesce(iso_quick(x_start_at), any_day(x_start_at))")
cost('case',"case when iso_quick(x_start_at) is not null then iso_quick(x_start_at) else any_day(x_start_at) end")
cost('trycast',"try_cast(x_start_at as timestamp)")
cost('in',"case when x_la_code in ('E06000001','E06000002','E06000003','E06000004') then x_la_code else '' end")
cost('clean', comp._clean('child_ref'))
