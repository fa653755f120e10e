/* A time on the VEMT list, with its child: one row per accepted spell that has an added date, of the children for whom
   the authority is responsible. A child whom another authority placed here is hosted (hosted_spell). */
select s.la_code, s.spell_ref, s.child_ref, s.added_date, s.removed_date, s.removal_reason, s.referral_source,
       s.screening_tool, s.screening_tool_date, s.closure_tool_date, s.how_safe, s.how_safe_date, s.case_mapping,
       s.case_mapping_date, s.peers_n, s.places_n, s.perpetrators_n, s.serious_risk_flag, s.domestic_abuse_flag,
       c.birth_month, c.sex, c.ethnicity, c.care_status, c.lives_out_of_area, c.personal_adviser,
       c.disability, c.ehc_plan, c.uasc
from vemt_spell as s
left join child as c on c.la_code = s.la_code and c.child_ref = s.child_ref
where s.added_date is not null and coalesce(s.decision, 'ACCEPTED') = 'ACCEPTED' and c.placed_by_la is null
