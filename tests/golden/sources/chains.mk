outlet: Coast Monitor
published: 2025-09-02

<c1>Twelve drones were shipped through Aden</c1>, the <ORG>Red Sea Tribune</ORG> reported, <q1>citing</q1> <s1>unnamed officials</s1>.
---
1 source="unnamed officials" via="Red Sea Tribune" named=no
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>Two customs officers</s1> <q1>told</q1> the <ORG>Evening Lantern</ORG> <c1>that the crates were empty</c1>. <c2>The seals were new</c2>, <s2>one engineer</s2> <q2>told</q2> <ORG>Radio Kestrel</ORG>.
---
1 source="two customs officers" via="Evening Lantern"
2 source="one engineer" via="Radio Kestrel"
=====
outlet: Coast Monitor
published: 2025-09-02

State media <q1>quoted</q1> <s1>the fisheries ministry</s1> <q1>as saying</q1> <c1>that the fleet was home</c1>. <s2>Admiral <PERSON>Kofi Owusu</PERSON></s2> <q2>was quoted</q2> by the news agency <ORG>Palmwire</ORG> <q2>as saying</q2> <c2>that one ship was not</c2>.
---
1 source="fisheries ministry" via="state media"
2 source="Kofi Owusu" via="Palmwire"
=====
outlet: Coast Monitor
published: 2025-09-02

<c1>The reactor was switched off</c1>, <s1>the operator</s1> <q1>said</q1>, according to <ORG>Nordwire</ORG>. <s2>The mayor</s2> <q2>said</q2> <c2>the sirens had failed</c2>, as the <ORG>Dagny Courier</ORG> reported on Monday.
---
1 source="operator" via="Nordwire"
2 source="mayor" via="Dagny Courier"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>A deckhand</s1> <q1>told</q1> this newspaper <c1>that the lights were out</c1>. <s2>Her skipper</s2> <q2>told</q2> us <c2>that they were on</c2>.
---
1 source="deckhand" via="Coast Monitor"
2 source="deckhand's skipper" via="Coast Monitor"
=====
outlet: Coast Monitor
published: 2025-09-02

<s2>The <ORG>Mersin Herald</ORG></s2> <q2>wrote</q2> <c2>that <s1>the owner</s1> <q1>had said</q1> <c1>the ship was sold in March</c1></c2>.
---
1 source="owner" via="Mersin Herald"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1><PERSON>Lea Stein</PERSON> and <PERSON>Omar Haddad</PERSON></s1> <q1>said</q1> in a joint letter <c1>that the dredging must stop</c1>.
---
1 source="Lea Stein; Omar Haddad"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>The mayor</s1> <q1>told</q1> <PERSON>Ann Lee</PERSON> of <ORG>Channel 5</ORG> <c1>that the pier would close</c1>.
---
1 source="mayor" via="Channel 5"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>A welder</s1> <q1>told</q1> the “Brise-Kurier” <c1>that the dock was flooded</c1>. <c2>Two pumps had failed</c2>, the Brise-Kurier reported, <q2>citing</q2> <s2>a foreman</s2>.
---
1 source="a welder" via="Brise-Kurier"
2 source="a foreman" via="Brise-Kurier"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>A pump fitter</s1> <q1>told</q1> the <ORG>Evening Lantern</ORG> <c1>that the valve was open</c1>. <c2>The alarm had been switched off</c2>, <s2>the fitter</s2> <q2>said</q2>.
---
1 source="a pump fitter" via="Evening Lantern"
2 source="a pump fitter" via="Evening Lantern"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>She</s1> <q1>told</q1> <ORG>Radio Kestrel</ORG> <c1>that the tank was full</c1>.
Q: Who closed the lock?
<PERSON>Mira Novak</PERSON>: I did, at noon. <s2>The pilots</s2> <q2>claim</q2> <c2>that it was ten</c2>.
Q: And the tug?
<PERSON>Mira Novak</PERSON>: We never saw it.
<s3>The pilots</s3> <q3>say</q3> <c3>that the tug was late</c3>.
---
2 source="pilots" via="Mira Novak"
3 source="pilots"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>A report, of which the <ORG>Evening Lantern</ORG> has a copy,</s1> <q1>says</q1> <c1>that the hull was thin</c1>.
---
1 source="a report" via="Evening Lantern"
