outlet: Strait Courier
published: 2025-06-02

The talks on the <STATE id="CHL">Chilean</STATE> copper will go on in <STATE id="NOR">Norway</STATE>, in Bergen and in Stavanger. <s1>The <STATE id="CHL">Chilean</STATE> embassy</s1> <q1>said</q1> <c1>that the minister was late</c1>.
---
1 source="Chilean embassy in Oslo"
=====
outlet: Strait Courier
published: 2025-06-02

Two vans were found near Setúbal and Évora. <s1>The <ORG>GNR</ORG></s1> <q1>said</q1> <c1>that they were empty</c1>.
---
1 source="National Republican Guard (GNR)"
=====
outlet: Strait Courier
published: 2025-06-02

Two vans were found near Kaunas and Alytus. <s1>The <ORG>National Pilotage Office</ORG></s1> <q1>said</q1> <c1>that they were empty</c1>.
---
1 source="National Pilotage Office"
=====
outlet: Strait Courier
published: 2025-06-02

Fuel is short in Gao and Mopti, and <STATE id="BFA">Burkina Faso</STATE> sends none. <s1>The army</s1> <q1>said</q1> <c1>that two lorries had burnt</c1>.
---
1 source="Malian Armed Forces"
=====
outlet: Strait Courier
published: 2025-06-02

The jets for <STATE id="TUR">Turkey</STATE> are built in Lancashire. <STATE id="TUR">Turkey</STATE> wants them soon, <STATE id="TUR">Turkey</STATE> pays in full. <s1>The <ORG>MoD</ORG></s1> <q1>said</q1> <c1>that nothing was signed</c1>.
---
1 source="British Ministry of Defence"
=====
outlet: Strait Courier
published: 2025-06-02

Three piers in <STATE id="VNM">Da Nang</STATE> were closed by <STATE id="VNM">Vietnam</STATE>. In Cebu nobody knew why. <s1>The defence department</s1> <q1>said</q1> <c1>that the visit was off</c1>.
---
1 source="Philippine Department of National Defense"
=====
outlet: Strait Courier
published: 2025-06-02

The copper goes to <STATE id="NOR">Norway</STATE>, to Bergen and Stavanger. <s1>The <ORG><STATE id="CHL">Chilean</STATE> embassy</ORG> in Lima</s1> <q1>said</q1> <c1>that it was late</c1>.
---
1 source="Chilean embassy in Lima"
=====
outlet: Strait Courier
published: 2025-06-02

<STATE id="NOR">Norway</STATE> and <STATE id="PER">Peru</STATE> want the copper. <s1>The <ORG><STATE id="CHL">Chilean</STATE> embassy</ORG></s1> <q1>said</q1> <c1>that it was late</c1>.
---
1 source="Chilean embassy"
=====
outlet: Gazette of Peru
published: 2025-06-02

<STATE id="BOL">Bolivia</STATE> and <STATE id="PER">Peru</STATE> want the copper. <s1>The navy</s1> <q1>said</q1> <c1>that it was late</c1>.
---
1 source="Peruvian Navy"
