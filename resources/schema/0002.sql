CREATE INDEX ix_early_help_case_request_id ON early_help_case (request_id)

CREATE INDEX ix_relationship_from_id ON relationship (from_id)

CREATE INDEX ix_relationship_to_id ON relationship (to_id)

CREATE INDEX ix_allocation_case_id ON allocation (case_id)

CREATE INDEX ix_closure_case_id ON closure (case_id)

CREATE INDEX ix_level_of_need_case_id ON level_of_need (case_id)

CREATE INDEX ix_level_of_need_person_id ON level_of_need (person_id)

CREATE INDEX ix_need_assessment_id ON need (assessment_id)

CREATE INDEX ix_review_plan_id ON review (plan_id)
