# Stock iTop with its ITIL user requests.

[Profile]
Name=itop
Title=iTop
Class=UserRequest
ReopenDays=0
Mandatory=caller;title;description;service;subcategory

[Fields]
ref=ref
title=title
description=description
status=status
operational-status=operational_status
start-date=start_date
last-update=last_update
assignment-date=assignment_date
pending-date=last_pending_date
resolution-date=resolution_date
close-date=close_date
tto-deadline=tto_escalation_deadline
ttr-deadline=ttr_escalation_deadline
organisation=org_id
caller=caller_id
team=team_id
agent=agent_id
service=service_id
subcategory=servicesubcategory_id
request-type=request_type
origin=origin
impact=impact
urgency=urgency
priority=priority
parent=parent_request_id
approver=approver_id
resolution-code=resolution_code
satisfaction=user_satisfaction
pending-reason=pending_reason
solution=solution
user-comment=user_comment

[Journals]
private=private_log
public=public_log

[Defaults]
request-type=service_request
origin=portal
resolution-code=assistance

[State new]
Label=New
Label[fr]=Nouveau
Category=ongoing
Icon=star-new-symbolic
Tint=blue

[State assigned]
Label=Assigned
Label[fr]=Assignée
Category=ongoing
Icon=avatar-default-symbolic
Tint=blue

[State pending]
Label=On Hold
Label[fr]=En attente
Category=ongoing
Icon=media-playback-pause-symbolic
Tint=grey

[State waiting_for_approval]
Label=Waiting for Approval
Label[fr]=En attente d’approbation
Category=ongoing
Icon=dialog-password-symbolic
Tint=grey

[State approved]
Label=Approved
Label[fr]=Approuvée
Category=ongoing
Icon=object-select-symbolic
Tint=blue

[State rejected]
Label=Rejected
Label[fr]=Rejetée
Category=ongoing
Icon=dialog-error-symbolic
Tint=red

[State escalated_tto]
Label=Response Overdue
Label[fr]=Prise en charge en retard
Category=ongoing
Icon=alarm-symbolic
Tint=amber

[State escalated_ttr]
Label=Resolution Overdue
Label[fr]=Résolution en retard
Category=ongoing
Icon=alarm-symbolic
Tint=amber

[State resolved]
Label=Resolved
Label[fr]=Résolue
Category=resolved
Icon=object-select-symbolic
Tint=green

[State closed]
Label=Closed
Label[fr]=Fermée
Category=closed
Icon=media-playback-stop-symbolic
Tint=grey

# The order is that of the buttons below a ticket.

[Action assign]
Label=Assign
Label[fr]=Assigner
Stimulus=ev_assign
From=new;approved;escalated_tto
To=assigned
Fields=team!;agent!
PrivateEntry=offered

[Action pending]
Label=On Hold
Label[fr]=En attente
Stimulus=ev_pending
From=assigned;escalated_ttr
To=pending
Fields=pending-reason!
PrivateEntry=offered

[Action resume]
Label=Resume
Label[fr]=Reprendre
Stimulus=ev_assign
From=pending
To=assigned
PrivateEntry=offered

[Action reassign]
Label=Reassign
Label[fr]=Réassigner
Stimulus=ev_reassign
From=assigned;escalated_ttr
To=assigned
Fields=agent!
PrivateEntry=offered

[Action resolve]
Label=Resolve
Label[fr]=Résoudre
Stimulus=ev_resolve
From=assigned;escalated_ttr
To=resolved
Fields=solution!;resolution-code!
PublicEntry=offered
NotifiesCaller=true

[Action reopen]
Label=Reopen
Label[fr]=Rouvrir
Stimulus=ev_reopen
From=resolved
To=assigned
PublicEntry=mandatory

[Action close]
Label=Close
Label[fr]=Clore
Stimulus=ev_close
From=resolved
To=closed
Fields=satisfaction;user-comment

[Action request-approval]
Label=Ask for Approval
Label[fr]=Demander une approbation
Stimulus=ev_wait_for_approval
From=new
To=waiting_for_approval
Fields=approver!

[Action approve]
Label=Approve
Label[fr]=Approuver
Stimulus=ev_approve
From=waiting_for_approval
To=approved
PrivateEntry=offered

[Action reject]
Label=Reject
Label[fr]=Rejeter
Stimulus=ev_reject
From=waiting_for_approval
To=rejected
PrivateEntry=offered

[Values request-type]
service_request=Service request
service_request[fr]=Demande de service
incident=Incident
incident[fr]=Incident

[Values origin]
mail=Email
mail[fr]=Courriel
phone=Phone
phone[fr]=Téléphone
portal=Portal
portal[fr]=Portail
monitoring=Monitoring
monitoring[fr]=Supervision

[Values impact]
1=A department
1[fr]=Un département
2=A service
2[fr]=Un service
3=A person
3[fr]=Une personne

[Values urgency]
1=Critical
1[fr]=Critique
2=High
2[fr]=Haute
3=Medium
3[fr]=Moyenne
4=Low
4[fr]=Basse

[Values priority]
1=Critical
1[fr]=Critique
2=High
2[fr]=Haute
3=Medium
3[fr]=Moyenne
4=Low
4[fr]=Basse

[Values resolution-code]
assistance=Assistance
assistance[fr]=Assistance
bug fixed=Bug fixed
bug fixed[fr]=Bogue corrigé
hardware repair=Hardware repair
hardware repair[fr]=Réparation matérielle
other=Other
other[fr]=Autre
software patch=Software patch
software patch[fr]=Correctif logiciel
system update=System update
system update[fr]=Mise à jour du système
training=Training
training[fr]=Formation

[Values satisfaction]
1=Very satisfied
1[fr]=Très satisfait
2=Fairly satisfied
2[fr]=Plutôt satisfait
3=Rather dissatisfied
3[fr]=Plutôt mécontent
4=Very dissatisfied
4[fr]=Très mécontent

[Reference organisation]
Class=Organization
Name=friendlyname
Parent=parent_id
Code=code
Status=status

[Reference person]
Class=Person
Name=friendlyname
Organisation=org_id
Email=email
Phone=phone
Detail=function
Status=status

[Reference team]
Class=Team
Name=friendlyname
Organisation=org_id
Email=email
Status=status

[Reference membership]
Class=lnkPersonToTeam
Parent=team_id
Other=person_id
Name=person_id_friendlyname

[Reference service]
Class=Service
Name=friendlyname
Parent=servicefamily_id
Status=status

[Reference subcategory]
Class=ServiceSubcategory
Name=friendlyname
Parent=service_id
Code=request_type
Status=status

[Reference faq-category]
Class=FAQCategory
Name=friendlyname

[Reference faq]
Class=FAQ
Name=title
Parent=category_id
Code=key_words
Detail=summary
Html=description

[Reference known-error]
Class=KnownError
Name=friendlyname
Organisation=org_id
Detail=symptom
Html=solution

[Reference site]
Class=Location
Name=friendlyname
Organisation=org_id
Status=status

[Reference service-family]
Class=ServiceFamily
Name=friendlyname
