# The ASAP 2 desk of the academies of Montpellier and Toulouse. The codes that
# the seed does not give (extra fields, « À compléter ») are those of our lab
# server: an administrator whose server names them otherwise puts a corrected
# copy into the guichet/profiles folder of the system's data.

[Profile]
Name=asap
Title=ASAP 2
Class=UserRequest
Zone=Europe/Paris
ReopenDays=16
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
beneficiary=beneficiary_id
site=site_id
callback-phone=callback_phone
availability=availabilities
team=team_id
agent=agent_id
domain=domain_id
family-group=familygroup_id
service-family=servicefamily_id
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
client-ref=client_ref
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

# SPEC §6 marks these as having a help text, without giving it.
[Help]
site=The school or office that the request is about, found by its name or its UAI code
site[fr]=L’établissement ou le service concerné par la demande, à trouver par son nom ou son code UAI
beneficiary=The person the request is made for, when it is not the requester
beneficiary[fr]=La personne pour qui la demande est faite, si ce n’est pas le demandeur
callback-phone=The number at which the support may call back
callback-phone[fr]=Le numéro auquel le support peut rappeler
availability=Days and hours at which somebody can be reached or met on site
availability[fr]=Jours et heures auxquels on peut joindre la personne ou intervenir sur place
domain=The first level of the catalogue; each level narrows down the next
domain[fr]=Le premier niveau du catalogue : chaque niveau restreint le suivant
family-group=The second level of the catalogue
family-group[fr]=Le deuxième niveau du catalogue
service-family=The third level of the catalogue
service-family[fr]=Le troisième niveau du catalogue
title=The request in one line
title[fr]=La demande en une ligne

[State new]
Label=New
Label[fr]=Nouveau
Category=ongoing
Icon=star-new-symbolic
Tint=blue

[State dispatched]
Label=Dispatched
Label[fr]=Affectée
Category=ongoing
Icon=guichet-team-symbolic
Tint=purple

[State redispatched]
Label=Redispatched
Label[fr]=Réaffectée
Category=ongoing
Icon=mail-forward-symbolic
Tint=purple

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

[State to_complete]
Label=To Be Completed
Label[fr]=À compléter
Category=ongoing
Icon=dialog-question-symbolic
Tint=orange

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

# The order is that of the buttons below a ticket (SPEC §9.2).

[Action assign]
Label=Assign
Label[fr]=Assigner
Stimulus=ev_assign
From=new;dispatched;redispatched;approved;escalated_tto
To=assigned
Fields=agent!
PrivateEntry=offered

[Action pending]
Label=On Hold
Label[fr]=En attente
Stimulus=ev_pending
From=assigned;escalated_ttr
To=pending
Fields=pending-reason!
PrivateEntry=offered

[Action request-info]
Label=Ask for More
Label[fr]=À compléter
Stimulus=ev_request_info
From=assigned
To=to_complete
PublicEntry=mandatory
NotifiesCaller=true

[Action resume]
Label=Resume
Label[fr]=Reprendre
Stimulus=ev_assign
From=pending;to_complete
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

[Action dispatch]
Label=Assign to a Team
Label[fr]=Affecter à une équipe
Stimulus=ev_dispatch
From=new;dispatched;redispatched;assigned;pending;to_complete
To=dispatched
Fields=team!
ClearsAgent=true
PrivateEntry=mandatory

[Action resolve]
Label=Resolve
Label[fr]=Résoudre
Stimulus=ev_resolve
From=assigned;pending;to_complete;escalated_ttr
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
Days=16

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
Other=default_team_id

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
Name=name
Organisation=org_id
Code=uai
Status=status

[Reference domain]
Class=AsapDomain
Name=friendlyname

[Reference family-group]
Class=AsapFamilyGroup
Name=friendlyname
Parent=domain_id

[Reference service-family]
Class=ServiceFamily
Name=friendlyname
Parent=familygroup_id

# A ticket that came to the wrong place goes to the platform of the academy in
# which the site lies, by the department in its UAI code (SPEC §9.3, R5 and R7).

[Platform mpl]
Team=DSI Plateforme Assistance MPL
Label=Montpellier
Departments=011;030;034;048;066

[Platform tls]
Team=DSI Plateforme Assistance TLS
Label=Toulouse
Departments=009;012;031;032;046;065;081;082
