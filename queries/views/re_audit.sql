/* An audit that repeats one of the same case or theme dated before it, both with a grade: one row per later audit, with
   how the grade moved. */
select a.la_code, a.audit_ref, a.audit_date,
       case when grade_rank(a.grade) > grade_rank(b.grade) then 'BETTER'
            when grade_rank(a.grade) < grade_rank(b.grade) then 'WORSE' else 'SAME' end as grade_movement
from audit as a
join audit as b on b.la_code = a.la_code and b.audit_ref = a.previous_audit_ref and b.audit_date < a.audit_date
where a.audit_date is not null and a.grade is not null and b.grade is not null
