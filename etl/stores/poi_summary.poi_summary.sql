/* Persons of interest by month, as counts.
[from]
*/
select
    la_code, month, on_list_n, new_n, linked_2plus_n, sharing_children_n, largest_cluster_n,
    file_id, row_number, month as window_date
from accepted
